package io.portolan.baremetal.cloud;

import java.util.Map;

/**
 * The wire of the embedded cloud: one request, one answer.
 *
 * <p>Requests and answers are JSON objects as plain maps, lists, strings, longs, booleans and nulls. Every call is
 * atomic: all of it is durable when the answer comes, or nothing of it ever is. An answer can be lost (the process that
 * serves may die after the effect), so whoever repeats a write sends a {@code token} with it.
 *
 * <p>Every write takes, beside its own fields, {@code token} (the same token with the same request gives the first
 * answer again, with another request {@code TOKEN_MISMATCH}) and {@code fence} ({@code {owner, number}}: a lower number
 * than the last one seen for that owner is {@code FENCED}). Every list takes {@code page} and {@code limit}, and gives
 * {@code items} and, where there is more, {@code next}.
 */
@FunctionalInterface
public interface Api {
    /**
     * Makes one call.
     *
     * @param call the name, for example {@code network.create}
     * @param request its fields; not changed and not kept
     * @throws CloudException with the code of what went wrong; {@code UNAVAILABLE} says that nobody answered, so whether
     *     a write had its effect is not known
     */
    Map<String, Object> call(String call, Map<String, Object> request);
}

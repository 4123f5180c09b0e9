package io.portolan;

import io.portolan.model.Key;
import java.util.List;
import java.util.Map;

/**
 * What an apply would do: every native call, in an order that the dependencies allow. Made by the engine; immutable. Two plans with one
 * digest do the same.
 */
public interface Plan {

    /** The owner: stack or stack/environment. */
    String owner();

    /** The user's name of the provider. */
    String provider();

    /** What tells the provider's place: type, account, region. */
    Map<String, String> identity();

    /** The name of this plan: 64 hex digits over owner, provider and steps; the first 8 are enough for people. */
    String digest();

    /** What happens to each resource, those that are as wanted included; in the order of the stack, then what is deleted. */
    List<PlannedChange> changes();

    /** The steps, numbered from 1. */
    List<PlannedStep> steps();

    /** What is refused. Where this is not empty, nothing is written unless told to go on without the refused. */
    List<Refusal> refusals();

    /** What is not as wanted and can't be done anything about right now. */
    List<Waiting> waiting();

    /** What could not be read, by key or place. */
    Map<String, Failure> blind();

    /** Remarks for people: emulations, degradations, options that are not read here. */
    List<String> notes();

    /** How many native reads it took. */
    int reads();

    /** Whether everything is as wanted: no steps, nothing refused, nothing waiting, nothing unread. */
    default boolean isEmpty() {
        return steps().isEmpty() && refusals().isEmpty() && waiting().isEmpty() && blind().isEmpty();
    }

    /** The number of steps that write. */
    default int writes() {
        return (int)
                steps().stream().filter(s -> s.kind() != PlannedStep.Kind.WAIT).count();
    }

    /** The change of this key; one that does nothing where the plan does not know it. */
    default PlannedChange change(Key key) {
        return changes().stream()
                .filter(c -> c.key().equals(key))
                .findFirst()
                .orElseGet(
                        () -> PlannedChange.of(key, PlannedChange.Action.NONE).build());
    }
}

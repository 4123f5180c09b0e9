package io.portolan.aws.account;

import io.portolan.model.Key;
import io.portolan.model.NativeId;
import io.portolan.model.Output;
import io.portolan.spi.NativeCall;
import io.portolan.spi.Wire;
import io.portolan.spi.driver.Repeat;
import io.portolan.spi.driver.Running;
import io.portolan.spi.driver.Step;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.utils.builder.SdkBuilder;

/**
 * One AWS service in one account and region: its client behind the engine's wire. Calls are named as IAM names their actions, {@code ec2:CreateVolume};
 * the part before the colon has a budget of its own.
 *
 * @param <C> the SDK's client
 */
public final class Service<C> {
    /** What a request calls the token that makes it repeatable. EC2 and ELBv2 know {@code ClientToken}, Route 53 {@code CallerReference}, ACM its own. */
    private static final Set<String> TOKENS = Set.of("ClientToken", "CallerReference", "IdempotencyToken");

    private final String name;
    private final Supplier<C> client;
    private final Wire wire;
    private final Runnable check;

    Service(String name, Supplier<C> client, Wire wire, Runnable check) {
        this.name = name;
        this.client = client;
        this.wire = wire;
        this.check = check;
    }

    /** The name of a call, as plans print it: {@code route53:ListHostedZones}. */
    public String call(String operation) {
        return name + ":" + operation;
    }

    /** The SDK's client; for {@code unwrap} only: what is called on it goes around the wire. */
    public C client() {
        return client.get();
    }

    /**
     * Makes one read: one request and its answer.
     *
     * @param about what tells it from other reads of its name, such as an id and a page; empty where nothing does
     */
    public <R> R read(String operation, String about, Function<C, R> call) {
        check.run();
        return wire.call(NativeCall.read(call(operation)).about(about), () -> call.apply(client.get()));
    }

    /** A step that is one write of this service. */
    public Step step(String operation, String summary, Key... keys) {
        return step(operation, summary, List.of(keys));
    }

    /** A step that is one write of this service, for many keys. */
    public Step step(String operation, String summary, Collection<Key> keys) {
        return Step.write(call(operation), summary, keys);
    }

    /** A step that is one delete of this service. */
    public Step delete(String operation, NativeId id, Key... keys) {
        return Step.delete(call(operation), id, keys);
    }

    /**
     * Makes a step's write. Every argument of the step whose name is a member of the request goes into it, and nothing else but the token of a step that
     * repeats by {@link Repeat#TOKEN}: so what is sent is what was shown.
     *
     * <p>Before: {@code step.with("Size", 10)}. Input: {@code CreateVolumeRequest.builder()}. After: a request with {@code Size=10}.
     *
     * @param request a builder of the SDK's request; may have members set already that the step shows under another name, such as a delete's {@code id}
     */
    public <Q, B extends SdkPojo & SdkBuilder<B, Q>, R> R write(
            Step step, Running run, B request, BiFunction<C, Q, R> call) {
        for (SdkField<?> field : request.sdkFields()) {
            if (step.arguments().containsKey(field.memberName())) {
                field.set(request, run.get(field.memberName(), Object.class));
            } else if (step.repeat() == Repeat.TOKEN && TOKENS.contains(field.memberName())) {
                field.set(request, run.token());
            }
        }
        return send(step, request.build(), call);
    }

    /**
     * Makes a step's write as {@link #write} does, of which the first key of the step then has a part: the engine remembers it, and what waits for the output
     * goes on.
     *
     * @param id what was made, from the answer
     */
    public <Q, B extends SdkPojo & SdkBuilder<B, Q>, R> R create(
            Step step,
            Running run,
            B request,
            BiFunction<C, Q, R> call,
            Output<NativeId> output,
            Function<R, NativeId> id) {
        R answer = write(step, run, request, call);
        Key key = step.keys().get(0);
        NativeId made = id.apply(answer);
        run.made(key, made);
        run.fill(key, output, made);
        return answer;
    }

    /** Makes a step's write with a request that the driver has built from the step's arguments. */
    public <Q, R> R send(Step step, Q request, BiFunction<C, Q, R> call) {
        check.run();
        return wire.call(NativeCall.write(step.nativeCall()), () -> call.apply(client.get(), request));
    }
}

package io.portolan.testkit.memory;

import io.portolan.Code;
import io.portolan.Failure;
import java.util.Map;

/** The cloud's codes in portable words. */
final class NativeCodes {
    private static final Map<String, Code> CODES = Map.ofEntries(
            Map.entry("NoSuchThing", Code.NOT_FOUND),
            Map.entry("AlreadyThere", Code.ALREADY_EXISTS),
            Map.entry("InUse", Code.IN_USE),
            Map.entry("ConditionNotMet", Code.CONFLICT),
            Map.entry("TokenMismatch", Code.CONFLICT),
            Map.entry("OperationInProgress", Code.NOT_READY),
            Map.entry("SlowDown", Code.THROTTLED),
            Map.entry("LimitExceeded", Code.QUOTA),
            Map.entry("SoldOut", Code.CAPACITY),
            Map.entry("Forbidden", Code.DENIED),
            Map.entry("CannotChange", Code.IMMUTABLE),
            Map.entry("NotOffered", Code.UNSUPPORTED),
            Map.entry("BadRequest", Code.INVALID),
            Map.entry("Unreachable", Code.UNAVAILABLE),
            Map.entry("ServiceUnavailable", Code.UNAVAILABLE),
            Map.entry("Fenced", Code.FENCED),
            Map.entry("InternalError", Code.INTERNAL));

    private NativeCodes() {}

    static Failure classify(String nativeCall, Exception error) {
        if (!(error instanceof NativeError e)) {
            return Failure.of(Code.INTERNAL, error.getClass().getSimpleName()).nativeCall(nativeCall);
        }
        Failure failure = Failure.of(CODES.getOrDefault(e.code(), Code.INTERNAL), String.valueOf(e.getMessage()))
                .nativeCall(nativeCall)
                .nativeCode(e.code());
        failure = e.holder().isPresent() ? failure.holder(e.holder().get()) : failure;
        return e.retryAfter().isPresent() ? failure.retryAfter(e.retryAfter().get()) : failure;
    }
}

package io.portolan.baremetal.embedded;

import io.portolan.Code;
import io.portolan.Failure;
import io.portolan.baremetal.cloud.CloudException;
import java.io.IOException;

/** The cloud's codes in portable words. */
final class CloudErrors {
    private CloudErrors() {}

    static Failure classify(String call, Exception error) {
        if (!(error instanceof CloudException cloud)) {
            Code code = error instanceof IOException ? Code.UNAVAILABLE : Code.INTERNAL;
            return Failure.of(code, String.valueOf(error.getMessage())).nativeCall(call);
        }
        Failure failure = Failure.of(code(cloud.code()), String.valueOf(cloud.getMessage()))
                .nativeCall(call)
                .nativeCode(cloud.code().name());
        if (cloud.code() == CloudException.Code.ADDRESS_TAKEN) {
            failure = failure.holder("another process")
                    .remedy("end the process that listens there, or set another portOffset or range");
        }
        return cloud.holder().map(failure::holder).orElse(failure);
    }

    /** A token that was used for another request says that the first one landed: the engine is to look. */
    private static Code code(CloudException.Code code) {
        return switch (code) {
            case NOT_FOUND -> Code.NOT_FOUND;
            case ALREADY_EXISTS -> Code.ALREADY_EXISTS;
            case IN_USE, ADDRESS_TAKEN -> Code.IN_USE;
            case CONFLICT, TOKEN_MISMATCH -> Code.CONFLICT;
            case FENCED -> Code.FENCED;
            case INVALID -> Code.INVALID;
            case IMMUTABLE -> Code.IMMUTABLE;
            case QUOTA -> Code.QUOTA;
            case UNAVAILABLE -> Code.UNAVAILABLE;
            case INTERNAL -> Code.INTERNAL;
        };
    }
}

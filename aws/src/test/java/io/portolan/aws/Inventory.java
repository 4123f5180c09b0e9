package io.portolan.aws;

import io.portolan.model.NativeId;
import java.util.Map;
import software.amazon.awssdk.core.SdkRequest;

/** What one resource family tells the kit about its native side; one implementation each, listed in {@link MotoSubject}. */
public interface Inventory {
    /** Puts everything native of the family that exists, whoever's it is, with its content as text. By the emulator's own listings. */
    void census(MotoAccount account, Map<NativeId, String> all);

    /** Whether this request is of the family and its arguments do not stand under their members' names, and then what they are. */
    default boolean received(SdkRequest request, Map<String, Object> arguments) {
        return false;
    }
}

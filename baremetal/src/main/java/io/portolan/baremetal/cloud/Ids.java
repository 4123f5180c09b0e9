package io.portolan.baremetal.cloud;

import java.security.SecureRandom;
import java.util.HexFormat;

/** The random part of the ids that the cloud gives. */
final class Ids {
    private static final SecureRandom RANDOM = new SecureRandom();

    private Ids() {}

    static String next() {
        return HexFormat.of().formatHex(bytes(6));
    }

    static byte[] bytes(int count) {
        var bytes = new byte[count];
        RANDOM.nextBytes(bytes);
        return bytes;
    }
}

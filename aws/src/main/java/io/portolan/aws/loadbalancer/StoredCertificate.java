package io.portolan.aws.loadbalancer;

import io.portolan.spi.toolkit.Names;
import org.jspecify.annotations.Nullable;

/**
 * A certificate in ACM that we imported. Its key can't be read.
 *
 * @param arn its ARN
 * @param chain the chain, PEM text, leaf first
 */
record StoredCertificate(String arn, String chain) {
    private static final String END = "-----END CERTIFICATE-----";

    /** What tells a chain from others, however its lines are broken. */
    static String digest(String chain) {
        return Names.hash(chain.replaceAll("\\s", "")).substring(0, 16);
    }

    /** What a certificate is tagged with: the digest of its chain, and how many certificates that has, because ACM may give more back. */
    static String tag(String chain) {
        return digest(chain) + "/" + (chain.split(END, -1).length - 1);
    }

    /** The certificate as it was imported, where its tag says how much of what ACM gives that is. */
    StoredCertificate asImported(@Nullable String tag) {
        if (tag == null || !tag.matches("[0-9a-f]{16}/\\d{1,3}")) {
            return this;
        }
        int most = Integer.parseInt(tag.substring(tag.indexOf('/') + 1));
        String[] all = chain.split(END, -1);
        StringBuilder kept = new StringBuilder();
        for (int i = 0; i < Math.min(most, all.length - 1); i++) {
            kept.append(all[i].strip()).append('\n').append(END).append('\n');
        }
        return new StoredCertificate(arn, kept.toString());
    }

    /** The first certificate of a chain, which ACM takes apart from the others. */
    static String leaf(String chain) {
        int end = chain.indexOf(END);
        return end < 0 ? chain : chain.substring(0, end + END.length()).strip() + "\n";
    }

    /** The others; empty where there are none. */
    static String others(String chain) {
        int end = chain.indexOf(END);
        String rest = end < 0 ? "" : chain.substring(end + END.length()).strip();
        return rest.isEmpty() ? "" : rest + "\n";
    }
}

package io.portolan.cli.probe;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** What there is to say about a server's certificate. */
final class CertificateWords {
    private static final int DNS_NAME = 2;

    private CertificateWords() {}

    /** {@code certificate ok, 373 days left}; expired, for another name, and signed by itself are said. */
    static String of(X509Certificate certificate, String host, Instant now) {
        Duration left = Duration.between(now, certificate.getNotAfter().toInstant());
        List<String> words = new ArrayList<>();
        if (!covers(certificate, host)) {
            words.add("for another name");
        }
        if (certificate.getIssuerX500Principal().equals(certificate.getSubjectX500Principal())) {
            words.add("signed by itself");
        }
        words.add(left.isNegative() ? "EXPIRED" : left.toDays() + " days left");
        boolean ok = words.size() == 1 && !left.isNegative();
        return "certificate " + (ok ? "ok, " : "") + String.join(", ", words);
    }

    private static boolean covers(X509Certificate certificate, String host) {
        String name = host.toLowerCase(Locale.ROOT);
        Collection<List<?>> alternatives;
        try {
            alternatives = certificate.getSubjectAlternativeNames();
        } catch (CertificateParsingException e) {
            return false;
        }
        if (alternatives == null) {
            return false;
        }
        return alternatives.stream()
                .filter(a -> a.get(0).equals(DNS_NAME))
                .map(a -> String.valueOf(a.get(1)).toLowerCase(Locale.ROOT))
                .anyMatch(pattern -> pattern.equals(name)
                        || (pattern.startsWith("*.")
                                && name.indexOf('.') > 0
                                && name.substring(name.indexOf('.')).equals(pattern.substring(1))));
    }
}

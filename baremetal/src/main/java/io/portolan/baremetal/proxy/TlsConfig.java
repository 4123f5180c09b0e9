package io.portolan.baremetal.proxy;

import java.util.List;

/**
 * How a frontend ends TLS.
 *
 * @param certificates chosen by the name that the client asks for (SNI): an exact name of the certificate first, then a wildcard one;
 *     the first of the list serves everybody else. At least one.
 */
public record TlsConfig(Version minVersion, List<CertificateConfig> certificates) {
    public TlsConfig {
        certificates = List.copyOf(certificates);
    }

    /** The oldest version of TLS that is spoken. 1.3 is always offered. */
    public enum Version {
        TLS_1_2,
        TLS_1_3
    }
}

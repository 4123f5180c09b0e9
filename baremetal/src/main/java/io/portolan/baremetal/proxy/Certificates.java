package io.portolan.baremetal.proxy;

import io.netty.handler.ssl.SslContext;
import io.netty.util.Mapping;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Chooses the certificate of a TLS handshake by the name the client asks for. Immutable: a new one serves new handshakes. */
final class Certificates implements Mapping<String, SslContext> {
    private final Map<String, SslContext> exact = new HashMap<>();
    private final Map<String, SslContext> wildcard = new HashMap<>();
    private final SslContext first;

    /** The first certificate that carries a name serves it. */
    Certificates(List<ServerCertificate> certificates) {
        first = certificates.get(0).context();
        for (ServerCertificate certificate : certificates) {
            for (String name : certificate.names()) {
                if (name.startsWith("*.")) {
                    wildcard.putIfAbsent(name.substring(2), certificate.context());
                } else {
                    exact.putIfAbsent(name, certificate.context());
                }
            }
        }
    }

    @Override
    public SslContext map(@Nullable String serverName) {
        if (serverName == null) {
            return first;
        }
        String name = serverName.toLowerCase(Locale.ROOT);
        SslContext found = exact.get(name);
        if (found == null) {
            found = wildcard.get(name.substring(name.indexOf('.') + 1));
        }
        return found == null ? first : found;
    }
}

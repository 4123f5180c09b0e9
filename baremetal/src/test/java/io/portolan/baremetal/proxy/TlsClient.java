package io.portolan.baremetal.proxy;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/** Connects with TLS, asks for a name, and believes every certificate: tests look at it themselves. */
final class TlsClient {
    private static final SSLContext CONTEXT = context();

    private TlsClient() {}

    /** A context that believes every certificate. */
    static SSLContext context() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new Believer()}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("no TLS", e);
        }
    }

    /** An SSLSocket after its handshake; no server name is asked for where it is empty. */
    static Wire to(InetSocketAddress address, String name, String... protocols) throws IOException {
        Socket plain = new Socket(address.getAddress(), address.getPort());
        SSLSocket socket = (SSLSocket) CONTEXT.getSocketFactory().createSocket(plain, name, address.getPort(), true);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setServerNames(name.isEmpty() ? List.of() : List.of(new SNIHostName(name)));
        if (protocols.length > 0) {
            parameters.setProtocols(protocols);
        }
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return new Wire(socket);
    }

    /** The certificate that a server shows for a name. */
    static Certificate shownTo(InetSocketAddress address, String name) throws IOException {
        try (Wire wire = to(address, name)) {
            return shown(wire);
        }
    }

    static Certificate shown(Wire wire) throws IOException {
        return ((SSLSocket) wire.socket()).getSession().getPeerCertificates()[0];
    }

    private static final class Believer extends X509ExtendedTrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}

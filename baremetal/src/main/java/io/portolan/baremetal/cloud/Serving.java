package io.portolan.baremetal.cloud;

import io.portolan.baremetal.cloud.CloudException.Code;
import io.portolan.baremetal.nameserver.NameServer;
import io.portolan.baremetal.nameserver.ServerStatus;
import io.portolan.baremetal.proxy.ProxyStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;

/**
 * Serves a cloud: its balancers and zones with real traffic, its calls on the socket in its directory.
 *
 * <p>What is there is served at once, every change when it is durable. A change that can't be served, because something else listens at
 * its address, is the failure of its call and leaves everything as it was. What can't be served when serving begins is named by {@link
 * #problems()} and tried again with every change.
 */
public final class Serving implements AutoCloseable {
    private final EmbeddedCloud cloud;
    private final Servers servers;
    private final SocketServer socket;

    private Serving(EmbeddedCloud cloud, Servers servers, SocketServer socket) {
        this.cloud = cloud;
        this.servers = servers;
        this.socket = socket;
    }

    /**
     * Begins to serve.
     *
     * @param cloud stays the caller's, to be closed after this
     * @throws CloudException ADDRESS_TAKEN when DNS can't be answered at its port; INVALID when the cloud is served already
     */
    public static Serving start(EmbeddedCloud cloud) {
        var servers = new Servers(cloud, startNames(cloud));
        try {
            cloud.attach(servers);
        } catch (CloudException e) {
            servers.close();
            throw e;
        }
        try {
            return new Serving(cloud, servers, SocketServer.start(cloud.directory(), cloud));
        } catch (IOException e) {
            cloud.detach();
            servers.close();
            throw new CloudException(Code.INTERNAL, "can't listen on a socket in " + cloud.directory(), e);
        }
    }

    private static NameServer startNames(EmbeddedCloud cloud) {
        int port = cloud.options().dnsPort();
        try {
            return NameServer.builder(InetAddress.getByName(Endpoints.SHARED))
                    .port(port)
                    .store(new DnsUpdates(cloud))
                    .start();
        } catch (IOException | UncheckedIOException e) {
            throw new CloudException(Code.ADDRESS_TAKEN, "can't answer DNS at " + Endpoints.SHARED + ":" + port, e);
        }
    }

    /** Where DNS is answered, over UDP and TCP. */
    public InetSocketAddress dns() {
        return dnsStatus().address();
    }

    /** What the name server does. */
    public ServerStatus dnsStatus() {
        return servers.dnsStatus();
    }

    /** What the balancers do, by their ids; one whose listeners differ in who may reach them has several parts, {@code id#n}. */
    public ProxyStatus proxyStatus() {
        return servers.proxyStatus();
    }

    /** What is there and can't be served, in words; empty when all is. */
    public List<String> problems() {
        return servers.problems();
    }

    /** Stops to serve: listeners close, connections are cut, the socket goes. What the cloud holds stays. */
    @Override
    public void close() {
        socket.close();
        cloud.detach();
        servers.close();
    }

    @Override
    public String toString() {
        return "serving " + cloud;
    }
}

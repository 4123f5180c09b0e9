package io.portolan.baremetal.cloud;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where on this machine a balancer listens, and where its targets are.
 *
 * <p>Where each address is an address of its own in 127.0.0.0/8, a listener's port is moved by the offset and a target's stays. Where
 * the machine has only 127.0.0.1, every pair of address and port gets a port there, kept in a document until the address goes.
 */
final class Endpoints {
    /** The one address that all share where each can't have its own. */
    static final String SHARED = "127.0.0.1";

    private static final int LAST_PORT = 65535;
    private static final String PORT = "port";

    private final boolean ownAddresses;
    private final int offset;
    private final int firstPort;

    Endpoints(boolean ownAddresses, int offset, int firstPort) {
        this.ownAddresses = ownAddresses;
        this.offset = offset;
        this.firstPort = firstPort;
    }

    /** A place to listen at or to connect to. */
    record Endpoint(String ip, int port) {
        @Override
        public String toString() {
            return (ip.indexOf(':') < 0 ? ip : "[" + ip + "]") + ":" + port;
        }
    }

    boolean ownAddresses() {
        return ownAddresses;
    }

    int offset() {
        return offset;
    }

    /** Gives ports to all pairs of a balancer that have none. */
    void assign(Transaction transaction, Document balancer) {
        if (ownAddresses) {
            return;
        }
        for (Map<String, Object> listener : balancer.objects("listeners")) {
            assign(transaction, owner(balancer), port(listener));
        }
        for (Map<String, Object> pool : balancer.objects("pools")) {
            for (Map<String, Object> target : Json.objects(pool.get("targets"))) {
                network(transaction, balancer, address(target))
                        .ifPresent(network ->
                                assign(transaction, network.id() + "/" + address(target), targetPort(pool, target)));
            }
        }
    }

    private void assign(Transaction transaction, String owner, int port) {
        String id = owner + ":" + port;
        if (transaction.find(PORT, id).isPresent()) {
            return;
        }
        var taken = new HashSet<Long>();
        transaction.all(PORT).forEach(document -> taken.add(document.number("number")));
        for (long number = firstPort; number <= LAST_PORT; number++) {
            if (!taken.contains(number)) {
                transaction.put(new Document(PORT, id, Map.of("version", "", "number", number)));
                return;
            }
        }
        throw new CloudException(CloudException.Code.QUOTA, "no port from " + firstPort + " on is free");
    }

    /** Takes back the ports of an address, balancer or network that goes. */
    void release(Transaction transaction, String owner) {
        List.copyOf(transaction.all(PORT)).stream()
                .filter(port -> port.id().startsWith(owner + ":") || port.id().startsWith(owner + "/"))
                .forEach(transaction::delete);
    }

    /** Where a balancer listens for one of its ports. */
    Endpoint listener(Transaction transaction, Document balancer, int port) {
        return ownAddresses
                ? new Endpoint(balancer.text("ip"), port + offset)
                : assigned(transaction, owner(balancer), port).orElse(new Endpoint(SHARED, port + offset));
    }

    /** Where a target of a balancer is. */
    Endpoint target(Transaction transaction, Document balancer, Map<String, Object> pool, Map<String, Object> target) {
        return place(transaction, balancer, address(target), targetPort(pool, target));
    }

    /** Where a port of an address of a balancer's network is. */
    Endpoint place(Transaction transaction, Document balancer, String address, int port) {
        var there = new Endpoint(ip(transaction, balancer, address), port);
        return ownAddresses
                ? there
                : network(transaction, balancer, address)
                        .flatMap(network -> assigned(transaction, network.id() + "/" + address, port))
                        .orElse(there);
    }

    /** The address that stands for one in the balancer's network; one that is in no network stands for itself. */
    String ip(Transaction transaction, Document balancer, String address) {
        if (!ownAddresses) {
            return network(transaction, balancer, address).isPresent() ? SHARED : address;
        }
        return network(transaction, balancer, address)
                .flatMap(network -> Loopback.local(Cidr.of(address), network.objects("local")))
                .map(Cidr::address)
                .orElse(address);
    }

    private Optional<Document> network(Transaction transaction, Document balancer, String address) {
        @Nullable String named = balancer.textOrNull("network");
        Cidr part = Cidr.of(address);
        return transaction.all("network").stream()
                .filter(network -> named == null || network.id().equals(named))
                .filter(network ->
                        Loopback.local(part, network.objects("local")).isPresent())
                .findFirst();
    }

    private static Optional<Endpoint> assigned(Transaction transaction, String owner, int port) {
        return transaction
                .find(PORT, owner + ":" + port)
                .map(document -> new Endpoint(SHARED, (int) document.number("number")));
    }

    /** Whether two listeners would be at the same place. */
    Set<Endpoint> places(Transaction transaction, Document balancer) {
        var places = new HashSet<Endpoint>();
        balancer.objects("listeners").forEach(listener -> places.add(listener(transaction, balancer, port(listener))));
        return places;
    }

    private static String owner(Document balancer) {
        @Nullable String address = balancer.textOrNull("address");
        return address != null ? address : balancer.id();
    }

    private static String address(Map<String, Object> target) {
        return Json.text(target, "address");
    }

    static int port(Map<String, Object> listener) {
        return (int) Json.number(listener, "port");
    }

    private static int targetPort(Map<String, Object> pool, Map<String, Object> target) {
        return target.containsKey("port") ? port(target) : port(pool);
    }
}

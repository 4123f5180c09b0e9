package io.portolan.cli.resource;

import io.portolan.dns.DnsZone;
import io.portolan.loadbalancer.BalancerAddress;
import io.portolan.loadbalancer.LoadBalancer;
import io.portolan.model.Durations;
import io.portolan.model.IpAddress;
import io.portolan.model.Key;
import io.portolan.model.NativeId;
import io.portolan.model.Output;
import io.portolan.network.Address;
import io.portolan.network.Firewall;
import io.portolan.network.Link;
import io.portolan.network.Network;
import io.portolan.volume.Attachment;
import io.portolan.volume.Snapshot;
import io.portolan.volume.Volume;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What resources have as outputs, as text: for JSON all of them, for people where it is reached. */
public final class KnownOutputs {
    /** Asks one resource for an output. */
    @FunctionalInterface
    public interface Source {
        /** The output; empty where there is none. */
        <T> Optional<T> get(Key key, Output<T> output);
    }

    private static final List<Output<?>> ALL = List.of(
            Network.ID,
            Firewall.ID,
            Link.ID,
            Address.ID,
            Address.RESERVED,
            LoadBalancer.ID,
            LoadBalancer.ADDRESS,
            DnsZone.ID,
            DnsZone.DNS_NAME,
            DnsZone.NAME_SERVERS,
            Volume.ID,
            Snapshot.ID,
            Attachment.DEVICE);

    private KnownOutputs() {}

    /** The outputs of a resource by name, as JSON takes them. */
    public static Map<String, Object> of(Key key, Source source) {
        Map<String, Object> outputs = new LinkedHashMap<>();
        for (Output<?> output : ALL) {
            if (output.kind().equals(key.kind())) {
                source.get(key, output).ifPresent(value -> outputs.put(output.name(), shown(value)));
            }
        }
        return outputs;
    }

    private static Object shown(Object value) {
        if (value instanceof NativeId id) {
            return id.value();
        }
        if (value instanceof DnsZone.NameServers servers) {
            return servers.servers();
        }
        if (value instanceof Address.Reserved reserved) {
            return reserved.addresses().stream().map(IpAddress::toString).toList();
        }
        return value instanceof Duration d ? Durations.format(d) : value.toString();
    }

    /** Where people or programs reach it: an address, a name, a device, name servers; empty for what is not reached. */
    public static String where(Key key, Source source) {
        if (key.is(LoadBalancer.KIND)) {
            return source.get(key, LoadBalancer.ADDRESS)
                    .map(BalancerAddress::toString)
                    .orElse("");
        }
        if (key.is(Address.KIND)) {
            return source.get(key, Address.RESERVED).map(KnownOutputs::list).orElse("");
        }
        if (key.is(DnsZone.KIND)) {
            return source.get(key, DnsZone.NAME_SERVERS)
                    .map(n -> String.join(", ", n.servers()))
                    .orElse("");
        }
        return key.is(Attachment.KIND) ? source.get(key, Attachment.DEVICE).orElse("") : "";
    }

    private static String list(Address.Reserved reserved) {
        return String.join(
                ", ", reserved.addresses().stream().map(IpAddress::toString).toList());
    }
}

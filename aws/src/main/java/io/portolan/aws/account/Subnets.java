package io.portolan.aws.account;

import io.portolan.model.Cidr;
import io.portolan.model.NativeId;
import io.portolan.model.Output;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What load balancers, addresses and attachments need of a network beside its id: its subnets. Filled by the driver of networks: {@link #OUTPUT} from what
 * is there or, for a network that is planned, promised by its plan; {@link #id} from what is there, or by the step that makes the subnet.
 */
public final class Subnets {
    /** The subnets of a network, in the order of their names; known when planned. */
    public static final Output<Subnets> OUTPUT = Output.of("Network", "subnets", Subnets.class);

    /**
     * A subnet.
     *
     * @param name its name within the network
     * @param cidr its block; a target outside of all blocks is given to AWS as such
     * @param zone the zone that it is or will be in, {@code eu-central-1a}
     * @param isPublic whether it has or will have a route to an internet gateway
     */
    public record Subnet(String name, Cidr cidr, String zone, boolean isPublic) {}

    private final List<Subnet> all;

    private Subnets(List<Subnet> all) {
        this.all = all;
    }

    /** These subnets. */
    public static Subnets of(List<Subnet> all) {
        return new Subnets(List.copyOf(all));
    }

    /** The native id of the network's subnet of this name, {@code subnet subnet-0123}. */
    public static Output<NativeId> id(String name) {
        return Output.of("Network", "subnet " + name, NativeId.class);
    }

    /** All of them. */
    public List<Subnet> all() {
        return all;
    }

    @Override
    public boolean equals(@Nullable Object o) {
        return o instanceof Subnets other && all.equals(other.all);
    }

    @Override
    public int hashCode() {
        return Objects.hash(all);
    }

    @Override
    public String toString() {
        return all.toString();
    }
}

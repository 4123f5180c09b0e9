package io.portolan.testkit.memory;

import io.portolan.Support;
import io.portolan.model.Kind;
import io.portolan.model.NativeId;
import io.portolan.model.Output;
import io.portolan.model.Ref;
import io.portolan.network.Link;
import io.portolan.network.Network;
import io.portolan.network.NetworkFeatures;
import io.portolan.spi.driver.Claim;
import io.portolan.spi.driver.References;
import io.portolan.spi.driver.Value;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A link, as each temper has it: a peering that one side requests and the other accepts, with a route on both sides; or a peering on each side, which
 * brings its routes; or a tunnel's end on the host for each side.
 */
final class LinkBlueprint implements Blueprint<Link> {
    private final Temper temper;
    private final @Nullable String host;

    LinkBlueprint(CloudOptions options) {
        this.temper = options.temper();
        this.host = temper == Temper.HOST ? options.hosts().get(0) : null;
    }

    @Override
    public Kind<Link> kind() {
        return Link.KIND;
    }

    @Override
    public Support support() {
        return Support.builder().natively(NetworkFeatures.LINK).build();
    }

    @Override
    public List<String> types() {
        return temper == Temper.TOKENS ? List.of("peering", "acceptance", "peering-route") : List.of("peering");
    }

    @Override
    public Output<NativeId> idOutput(String role) {
        return role.equals(temper == Temper.TOKENS ? "peering" : "peering of one")
                ? Link.ID
                : Blueprint.super.idOutput(role);
    }

    @Override
    public Set<Claim> claims(Link spec, References references) {
        List<String> ids = spec.networks().stream()
                .flatMap(ref -> references.of(ref, Network.ID).now().stream())
                .map(NativeId::value)
                .toList();
        return ids.size() == 2 ? Set.of(claim(ids)) : Set.of();
    }

    @Override
    public Set<Claim> claims(Thing thing) {
        return thing.type().equals("peering")
                        && thing.raw("network") instanceof NativeId one
                        && thing.raw("peer") instanceof NativeId other
                ? Set.of(claim(List.of(one.value(), other.value())))
                : Set.of();
    }

    private static Claim claim(List<String> networks) {
        return Claim.of("link", new TreeSet<>(networks).toArray(String[]::new));
    }

    @Override
    public void draw(Link spec, Drawing drawing) {
        Value<NativeId> one = drawing.references().of(spec.networks().get(0), Network.ID);
        Value<NativeId> other = drawing.references().of(spec.networks().get(1), Network.ID);
        if (isTurned(drawing, one, other)) {
            Value<NativeId> first = one;
            one = other;
            other = first;
        }
        if (temper != Temper.TOKENS) {
            peering(drawing, "peering of one", one, other);
            peering(drawing, "peering of other", other, one);
            return;
        }
        Value<NativeId> peering = drawing.want("peering", "peering")
                .with("network", one)
                .with("peer", other)
                .end();
        drawing.want("acceptance", "acceptance").with("parent", peering).end();
        route(drawing, "route of one", peering, one, other);
        route(drawing, "route of other", peering, other, one);
    }

    /** The order of the two means nothing: the side that asked stays the side that asked. */
    private static boolean isTurned(Drawing drawing, Value<NativeId> one, Value<NativeId> other) {
        return drawing.found("peering", "peering")
                .or(() -> drawing.found("peering", "peering of one"))
                .filter(t -> Want.same(other, t.raw("network")) && Want.same(one, t.raw("peer")))
                .isPresent();
    }

    private void peering(Drawing drawing, String role, Value<NativeId> network, Value<NativeId> peer) {
        drawing.want("peering", role)
                .with("network", network)
                .with("peer", peer)
                .maybe("host", host)
                .end();
    }

    private static void route(
            Drawing drawing, String role, Value<NativeId> peering, Value<NativeId> network, Value<NativeId> peer) {
        drawing.want("peering-route", role)
                .with("parent", peering)
                .with("network", network)
                .with("to", peer)
                .end();
    }

    /** The two sides of one link. */
    @Override
    public boolean areKin(Thing thing, Thing other) {
        Object network = thing.raw("network");
        return network != null
                && thing.type().equals("peering")
                && other.type().equals("peering")
                && network.equals(other.raw("peer"))
                && Objects.equals(thing.raw("peer"), other.raw("network"));
    }

    @Override
    public String role(Thing thing) {
        return thing.get("part", String.class).orElse(thing.type());
    }

    @Override
    public <T> Optional<T> output(Bag bag, Output<T> output) {
        return output.equals(Link.ID) ? first(bag).map(t -> output.type().cast(t.id())) : Optional.empty();
    }

    private Optional<Thing> first(Bag bag) {
        return bag.all("peering").stream()
                .filter(t -> idOutput(role(t)).equals(Link.ID))
                .findFirst()
                .or(() -> bag.first("peering"));
    }

    @Override
    public Optional<Link> view(Bag bag) {
        return first(bag).map(peering -> Link.between(network(peering, "network"), network(peering, "peer")));
    }

    private static Ref<Network> network(Thing peering, String side) {
        return Ref.id(
                Network.KIND,
                peering.get(side, NativeId.class).map(NativeId::value).orElse("?"));
    }
}

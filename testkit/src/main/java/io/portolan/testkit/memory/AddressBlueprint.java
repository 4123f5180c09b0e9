package io.portolan.testkit.memory;

import io.portolan.Impact;
import io.portolan.Support;
import io.portolan.model.IpAddress;
import io.portolan.model.Kind;
import io.portolan.model.NativeId;
import io.portolan.model.Output;
import io.portolan.model.Ref;
import io.portolan.network.Address;
import io.portolan.network.Address.Reserved;
import io.portolan.network.Network;
import io.portolan.network.NetworkFeatures;
import java.util.List;
import java.util.Optional;

/** A reserved address is one thing. */
final class AddressBlueprint implements Blueprint<Address> {
    @Override
    public Kind<Address> kind() {
        return Address.KIND;
    }

    @Override
    public Support support() {
        return Support.builder()
                .natively(
                        NetworkFeatures.PUBLIC_ADDRESS, NetworkFeatures.INTERNAL_ADDRESS, NetworkFeatures.IPV6_ADDRESS)
                .build();
    }

    @Override
    public List<String> types() {
        return List.of("address");
    }

    @Override
    public Output<NativeId> idOutput(String role) {
        return Address.ID;
    }

    @Override
    public void draw(Address spec, Drawing drawing) {
        Address.Family family = drawing.resolve(
                spec.family(),
                drawing.found("address", "address"),
                "family",
                Address.Family.class,
                Address.Family.IPV4);
        drawing.want("address", "address")
                .with("family", family)
                .maybe(
                        "network",
                        spec.network()
                                .map(n -> drawing.references().of(n, Network.ID))
                                .orElse(null))
                .maybe("subnet", spec.subnet().orElse(null))
                .fills(Address.RESERVED, AddressBlueprint::reserved)
                .costs(Impact.COSTS)
                .replacing(Impact.LOSES_ADDRESS)
                .end();
    }

    private static Reserved reserved(Thing address) {
        return Reserved.of(List.of(address.get("ip", IpAddress.class).orElseThrow()));
    }

    @Override
    public List<Impact> loss(Thing thing) {
        return List.of(Impact.LOSES_ADDRESS);
    }

    @Override
    public <T> Optional<T> output(Bag bag, Output<T> output) {
        return bag.first("address")
                .map(t -> output.equals(Address.ID) ? t.id() : reserved(t))
                .map(output.type()::cast);
    }

    @Override
    public Optional<Address> view(Bag bag) {
        return bag.first("address").map(thing -> {
            Address.Builder view = Address.builder();
            thing.get("family", Address.Family.class).ifPresent(view::family);
            thing.get("network", NativeId.class).ifPresent(id -> view.network(Ref.id(Network.KIND, id.value())));
            thing.get("subnet", String.class).ifPresent(view::subnet);
            return view.build();
        });
    }
}

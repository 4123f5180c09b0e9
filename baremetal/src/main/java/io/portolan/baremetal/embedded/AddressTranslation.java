package io.portolan.baremetal.embedded;

import io.portolan.Support;
import io.portolan.model.IpAddress;
import io.portolan.model.Key;
import io.portolan.model.Kind;
import io.portolan.model.NativeId;
import io.portolan.model.Output;
import io.portolan.network.Address;
import io.portolan.network.Network;
import io.portolan.network.NetworkFeatures;
import io.portolan.spi.driver.References;
import io.portolan.spi.driver.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reserved addresses: of the loopback plan. */
final class AddressTranslation implements Translation<Address> {
    @Override
    public Kind<Address> kind() {
        return Address.KIND;
    }

    @Override
    public String part() {
        return "address";
    }

    @Override
    public String createCall() {
        return "address.reserve";
    }

    @Override
    public String deleteCall() {
        return "address.release";
    }

    @Override
    public Support support() {
        return Support.builder()
                .emulated(NetworkFeatures.PUBLIC_ADDRESS, "a loopback address, reached from this machine only")
                .emulated(NetworkFeatures.INTERNAL_ADDRESS, "a loopback address, reached from this machine only")
                .unsupported(NetworkFeatures.IPV6_ADDRESS)
                .build();
    }

    @Override
    public Set<NativeId> uses(Native thing) {
        return thing.reference("network", "network").map(Set::of).orElse(Set.of());
    }

    @Override
    public Map<String, Value<NativeValue>> fields(
            Key key, Address spec, References references, Optional<Native> there) {
        var fields = new LinkedHashMap<String, Value<NativeValue>>();
        fields.put("family", Value.of(NativeValue.of("IPv4")));
        fields.put(
                "network",
                spec.network().map(network -> Outputs.id(references, network)).orElse(Value.of(NativeValue.NONE)));
        fields.put("subnet", Value.of(NativeValue.of(spec.subnet().orElse(null))));
        return fields;
    }

    @Override
    public Set<String> fixed(Optional<Native> there) {
        return Set.of("family", "network", "subnet");
    }

    @Override
    public String summary(Address spec, World world) {
        return spec.network().isPresent() ? "in its network" : "in the pool";
    }

    @Override
    public List<Output<?>> assigned() {
        return List.of(Address.ID, Address.RESERVED);
    }

    @Override
    public <T> Optional<T> output(Native thing, Output<T> output) {
        if (output.equals(Address.ID)) {
            return Optional.of(output.type().cast(thing.id()));
        }
        return output.equals(Address.RESERVED)
                ? Optional.of(output.type().cast(Address.Reserved.of(List.of(IpAddress.parse(thing.text("ip"))))))
                : Optional.empty();
    }

    @Override
    public Address spec(Native thing, World world) {
        Address.Builder spec = Address.builder().family(Address.Family.IPV4);
        thing.reference("network", "network")
                .ifPresent(network -> spec.network(world.reference(Network.KIND, network)));
        thing.optionalText("subnet").ifPresent(spec::subnet);
        return spec.build();
    }

    @Override
    public List<String> describe(Native thing) {
        return List.of("address " + thing.text("id") + " " + thing.text("ip"));
    }
}

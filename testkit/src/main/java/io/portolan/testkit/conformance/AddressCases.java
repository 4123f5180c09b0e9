package io.portolan.testkit.conformance;

import io.portolan.model.Kind;
import io.portolan.network.Address;
import io.portolan.network.Network;
import io.portolan.network.NetworkFeatures;
import java.util.List;

final class AddressCases extends KindCases<Address> {
    AddressCases(Declared declared) {
        super(declared);
    }

    @Override
    public Kind<Address> kind() {
        return Address.KIND;
    }

    @Override
    public Address spec(int n) {
        return declared().holds(NetworkFeatures.PUBLIC_ADDRESS)
                ? Address.builder().build()
                : internal();
    }

    private Address internal() {
        Address.Builder address = Address.builder().network(ref(Network.KIND, 0));
        return (declared().holds(NetworkFeatures.SUBNETS) ? address.subnet(NetworkCases.SUBNET) : address).build();
    }

    private static Address six(Address address) {
        return address.toBuilder().family(Address.Family.IPV6).build();
    }

    @Override
    public List<Alteration<Address>> alterations() {
        return held(List.of(
                Alteration.of("family", spec(0), six(spec(0))), Alteration.of("the network", spec(0), internal())));
    }

    @Override
    public List<Sample<Address>> samples() {
        return List.of(
                Sample.of(NetworkFeatures.PUBLIC_ADDRESS, Address.builder().build()),
                Sample.of(NetworkFeatures.INTERNAL_ADDRESS, internal()),
                Sample.of(NetworkFeatures.IPV6_ADDRESS, six(spec(0))));
    }

    @Override
    public void words(Address address, Words words) {
        words.field("family", address.family(), Address.Family.IPV4);
        address.network().ifPresent(n -> words.reference("network", n));
        address.subnet().ifPresent(s -> words.put("subnet", s));
    }
}

package io.portolan.testkit.conformance;

import io.portolan.model.Kind;
import io.portolan.model.Ref;
import io.portolan.network.Link;
import io.portolan.network.Network;
import io.portolan.network.NetworkFeatures;
import java.util.List;

final class LinkCases extends KindCases<Link> {
    LinkCases(Declared declared) {
        super(declared);
    }

    @Override
    public Kind<Link> kind() {
        return Link.KIND;
    }

    @Override
    public Link spec(int n) {
        return between(2 * n, 2 * n + 1);
    }

    private static Link between(int one, int other) {
        return Link.between(ref(Network.KIND, one), ref(Network.KIND, other));
    }

    @Override
    public List<Alteration<Link>> alterations() {
        return held(List.of(
                Alteration.of("another network", spec(0), between(0, 2)),
                Alteration.of("the first network", spec(0), between(2, 1)),
                Alteration.of("both networks", spec(0), between(2, 3))));
    }

    @Override
    public List<Alteration<Link>> silences() {
        return List.of();
    }

    @Override
    public List<Sample<Link>> samples() {
        return List.of(
                Sample.of(NetworkFeatures.LINK, spec(0)),
                Sample.of(
                        NetworkFeatures.LINK_ELSEWHERE,
                        Link.between(ref(Network.KIND, 0), Ref.id(Network.KIND, "network-of-others"))));
    }

    @Override
    public void words(Link link, Words words) {
        words.references("networks", link.networks());
    }
}

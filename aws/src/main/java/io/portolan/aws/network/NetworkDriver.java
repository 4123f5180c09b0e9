package io.portolan.aws.network;

import io.portolan.Support;
import io.portolan.aws.account.Account;
import io.portolan.aws.account.AwsThing;
import io.portolan.aws.account.Service;
import io.portolan.aws.account.Subnets;
import io.portolan.aws.account.TagSteps;
import io.portolan.model.Cidr;
import io.portolan.model.FieldPath;
import io.portolan.model.Key;
import io.portolan.model.Kind;
import io.portolan.model.NativeId;
import io.portolan.model.Output;
import io.portolan.model.Problem;
import io.portolan.model.Ref;
import io.portolan.network.Network;
import io.portolan.network.NetworkFeatures;
import io.portolan.network.Subnet;
import io.portolan.spi.driver.Change;
import io.portolan.spi.driver.Observation;
import io.portolan.spi.driver.Planning;
import io.portolan.spi.driver.Reads;
import io.portolan.spi.driver.ResourceDriver;
import io.portolan.spi.driver.Scope;
import io.portolan.spi.driver.View;
import io.portolan.spi.toolkit.Things;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Vpc;

/** Networks: a VPC each, with subnets, route tables and gateways, all of which carry the mark. The main route table stays as AWS made it. */
final class NetworkDriver implements ResourceDriver<Network, Things<AwsThing>> {
    /** Four further ones beside the first is what every account has; AWS raises it on request. */
    private static final Support SUPPORT = Support.builder()
            .natively(
                    NetworkFeatures.IPV4,
                    NetworkFeatures.SUBNETS,
                    NetworkFeatures.EGRESS_INTERNET,
                    NetworkFeatures.EGRESS_NAT)
            .within(NetworkFeatures.BLOCKS, 1L, 5L)
            .build();

    private final Service<Ec2Client> ec2;

    NetworkDriver(Account account) {
        this.ec2 = account.ec2();
    }

    @Override
    public Kind<Network> kind() {
        return Network.KIND;
    }

    @Override
    public Support support() {
        return SUPPORT;
    }

    @Override
    public List<Problem> check(Network spec) {
        List<Problem> problems = new ArrayList<>();
        for (int i = 0; i < spec.cidrs().size(); i++) {
            size(spec.cidrs().get(i), FieldPath.of("cidrs").index(i)).ifPresent(problems::add);
        }
        for (int i = 0; i < spec.subnets().size(); i++) {
            size(spec.subnets().get(i).cidr(), FieldPath.of("subnets").index(i).field("cidr"))
                    .ifPresent(problems::add);
        }
        return problems;
    }

    /** Source: docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html. */
    private static Optional<Problem> size(Cidr block, FieldPath at) {
        return block.isV4() && (block.prefix() < 16 || block.prefix() > 28)
                ? Optional.of(Problem.of("P012", at, block + " has a size that AWS does not take")
                        .help("from /16 to /28"))
                : Optional.empty();
    }

    @Override
    public Observation<Things<AwsThing>> observe(Scope<Network> scope, Reads reads) {
        return new NetworkReader(this, ec2, scope, reads).observe();
    }

    @Override
    public <T> Optional<T> output(Things<AwsThing> world, Key key, Output<T> output) {
        return vpc(world.of(key)).flatMap(vpc -> layout(vpc, world).output(output));
    }

    @Override
    public <T> Optional<T> lookup(Things<AwsThing> world, Ref<Network> existing, Output<T> output) {
        return world.all().stream()
                .filter(thing -> thing.is(Layout.VPC) && thing.isMeantBy(existing))
                .findFirst()
                .flatMap(vpc -> layout(vpc, world).output(output));
    }

    private static Optional<AwsThing> vpc(List<AwsThing> bag) {
        return bag.stream().filter(thing -> thing.is(Layout.VPC)).findFirst();
    }

    private static Layout layout(AwsThing vpc, Things<AwsThing> world) {
        return Layout.of(vpc.nativeId().value(), world.all());
    }

    @Override
    public Optional<View<Network>> view(Things<AwsThing> world, Key key) {
        return vpc(world.of(key)).map(vpc -> {
            Layout layout = layout(vpc, world);
            View<Network> view = View.of(spec(vpc, layout)).output(Network.ID, vpc.nativeId());
            view = layout.output(Subnets.OUTPUT).map(with(view)).orElse(view);
            for (AwsThing part : world.of(key)) {
                view = view.line(part.is(Layout.VPC) ? 0 : 1, part.nativeId().toString());
            }
            return view;
        });
    }

    private static java.util.function.Function<Subnets, View<Network>> with(View<Network> view) {
        return subnets -> view.output(Subnets.OUTPUT, subnets);
    }

    private static Network spec(AwsThing vpc, Layout layout) {
        Network.Builder spec = Network.builder();
        blocks(vpc.object(Vpc.class)).forEach(spec::cidr);
        for (AwsThing subnet : layout.named()) {
            if (subnet.mark().isPresent()) {
                NativeId id = subnet.nativeId();
                spec.subnet(Subnet.of(Layout.name(subnet), Layout.cidr(subnet))
                        .zone(Layout.subnet(subnet).availabilityZone())
                        .egress(layout.egress(id.value()))
                        .build());
            }
        }
        return spec.build();
    }

    /** The blocks of a VPC, the first one first. */
    static List<Cidr> blocks(Vpc vpc) {
        List<Cidr> blocks = new ArrayList<>();
        blocks.add(Cidr.parse(vpc.cidrBlock()));
        vpc.cidrBlockAssociationSet().stream()
                .filter(a -> a.cidrBlockState().stateAsString().startsWith("associat"))
                .map(a -> Cidr.parse(a.cidrBlock()))
                .filter(block -> !blocks.contains(block))
                .sorted()
                .forEach(blocks::add);
        return blocks;
    }

    @Override
    public void plan(Things<AwsThing> world, List<Change<Network>> changes, Planning planning) {
        TagSteps tags = new TagSteps(ec2);
        Removal removal = new Removal(ec2, tags);
        for (Change<Network> change : changes) {
            List<AwsThing> bag = world.of(change);
            switch (change.intent()) {
                case APPLY, ADOPT -> new NetworkPlan(ec2, change, world, planning).plan();
                case DELETE -> planning.retire(removal.of(change.key(), bag));
                case KEEP, RELEASE -> planning.make(NetworkPlan.marked(tags, change, bag));
            }
        }
    }
}

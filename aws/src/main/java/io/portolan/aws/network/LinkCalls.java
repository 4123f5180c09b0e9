package io.portolan.aws.network;

import io.portolan.Code;
import io.portolan.Failure;
import io.portolan.Impact;
import io.portolan.aws.account.Account;
import io.portolan.aws.account.AwsThing;
import io.portolan.aws.account.Service;
import io.portolan.aws.account.Sites;
import io.portolan.aws.account.TagSteps;
import io.portolan.aws.account.Tags;
import io.portolan.model.Cidr;
import io.portolan.model.Key;
import io.portolan.model.NativeId;
import io.portolan.model.Output;
import io.portolan.network.Link;
import io.portolan.spi.driver.Call;
import io.portolan.spi.driver.Change;
import io.portolan.spi.driver.Poll;
import io.portolan.spi.driver.Reads;
import io.portolan.spi.driver.Repeat;
import io.portolan.spi.driver.Step;
import io.portolan.spi.driver.Steps;
import io.portolan.spi.driver.Value;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.AcceptVpcPeeringConnectionRequest;
import software.amazon.awssdk.services.ec2.model.CreateRouteRequest;
import software.amazon.awssdk.services.ec2.model.CreateTagsRequest;
import software.amazon.awssdk.services.ec2.model.CreateVpcPeeringConnectionRequest;
import software.amazon.awssdk.services.ec2.model.CreateVpcPeeringConnectionResponse;
import software.amazon.awssdk.services.ec2.model.DeleteRouteRequest;
import software.amazon.awssdk.services.ec2.model.DeleteVpcPeeringConnectionRequest;
import software.amazon.awssdk.services.ec2.model.ReplaceRouteRequest;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.VpcPeeringConnection;

/** The calls that make peering connections and the routes over them, each in the site that it belongs to. */
final class LinkCalls {
    private static final Duration SOON = Duration.ofSeconds(3);
    private static final Duration MOST = Duration.ofMinutes(5);
    private static final Set<String> ASKED = Set.of("pending-acceptance", "provisioning", "active");

    private final Sites sites;
    private final Change<Link> change;
    private final Key key;

    LinkCalls(Sites sites, Change<Link> change) {
        this.sites = sites;
        this.change = change;
        this.key = change.key();
    }

    private Service<Ec2Client> ec2(String site) {
        return sites.at(site).ec2();
    }

    /** Asks; done when the other side is asked. AWS refuses a second one of the same two networks. */
    Steps create(LinkPlan.Side asks, LinkPlan.Side accepts, Optional<String> owner, Impact... impacts) {
        Service<Ec2Client> ec2 = ec2(asks.site());
        Step step = ec2.step("CreateVpcPeeringConnection", "of " + asks.network() + " and " + accepts.network(), key)
                .with("VpcId", asks.vpc().map(NativeId::value))
                .with("PeerVpcId", accepts.vpc().map(NativeId::value))
                .with("TagSpecifications", TagSteps.ofNew(ResourceType.VPC_PEERING_CONNECTION, change, Map.of()))
                .repeat(Repeat.PRECONDITION)
                .impact(impacts)
                .fills(key, Link.ID);
        if (!asks.site().equals(accepts.site())) {
            Account there = sites.at(accepts.site());
            step.with("PeerRegion", there.region());
            owner.ifPresent(id -> step.with("PeerOwnerId", id));
        }
        return step.call(run -> {
                    CreateVpcPeeringConnectionResponse made = ec2.write(
                            step,
                            run,
                            CreateVpcPeeringConnectionRequest.builder(),
                            Ec2Client::createVpcPeeringConnection);
                    NativeId id = NativeId.of(
                            Peering.PART, made.vpcPeeringConnection().vpcPeeringConnectionId());
                    run.made(key, id);
                    run.fill(key, Link.ID, id);
                    return id.value();
                })
                .until(
                        "the other side is asked",
                        (run, id, reads) -> look(id, reads, ASKED::contains, List.of(accepts.site())),
                        MOST,
                        Call.OnTimeout.FAIL);
    }

    /** Waits for a request that an earlier run made. */
    Steps awaitRequest(Value<NativeId> peering, String accepts) {
        return Step.await("the other side is asked", key)
                .with("peering", peering.map(NativeId::value))
                .until(
                        (run, answer, reads) ->
                                look(run.get("peering", String.class), reads, ASKED::contains, List.of(accepts)),
                        MOST,
                        Call.OnTimeout.FAIL);
    }

    /** Accepts; done when both sides show it active, before which routes over it lead nowhere. */
    Steps accept(Value<NativeId> peering, String asks, String accepts) {
        Service<Ec2Client> ec2 = ec2(accepts);
        Step step = ec2.step("AcceptVpcPeeringConnection", String.valueOf(peering.map(NativeId::value)), key)
                .with("VpcPeeringConnectionId", peering.map(NativeId::value))
                .repeat(Repeat.PRECONDITION);
        return step.call(run -> {
                    ec2.write(
                            step,
                            run,
                            AcceptVpcPeeringConnectionRequest.builder(),
                            Ec2Client::acceptVpcPeeringConnection);
                    return run.get("VpcPeeringConnectionId", String.class);
                })
                .until("it is active", active(asks, accepts), MOST, Call.OnTimeout.FAIL);
    }

    /** Waits for one that was accepted by an earlier run. */
    Steps awaitActive(Value<NativeId> peering, String asks, String accepts) {
        return Step.await("it is active", key)
                .with("peering", peering.map(NativeId::value))
                .until(
                        (run, answer, reads) ->
                                active(asks, accepts).look(run, run.get("peering", String.class), reads),
                        MOST,
                        Call.OnTimeout.FAIL);
    }

    private Poll<String> active(String asks, String accepts) {
        return (run, id, reads) ->
                look(id, reads, "active"::equals, asks.equals(accepts) ? List.of(asks) : List.of(asks, accepts));
    }

    /** Whether every one of these sites shows it in a state; at one of its ends it never will be. */
    private Poll.Progress look(String id, Reads reads, Predicate<String> wanted, List<String> where) {
        for (String site : where) {
            Optional<VpcPeeringConnection> view = new Ec2Reads(ec2(site), reads)
                    .peerings().stream()
                            .filter(p -> p.vpcPeeringConnectionId().equals(id))
                            .findFirst();
            if (view.isPresent() && !Peering.isLive(view.get())) {
                return Poll.Progress.failed(Failure.of(
                                Code.INVALID,
                                id + " has come to its end: "
                                        + view.get().status().message())
                        .nativeCall(ec2(site).call("CreateVpcPeeringConnection"))
                        .nativeCode(Peering.status(view.get()))
                        .remedy("see whether account, region and blocks of both networks are right, then apply again:"
                                + " another one is made"));
            }
            if (view.filter(p -> wanted.test(Peering.status(p))).isEmpty()) {
                return Poll.Progress.again(SOON);
            }
        }
        return Poll.Progress.done();
    }

    /** The mark of a new one on the side that did not make it: each account and region has tags of its own. */
    Steps markNew(Value<NativeId> peering, String site) {
        Service<Ec2Client> ec2 = ec2(site);
        Step step = ec2.step("CreateTags", String.valueOf(peering.map(NativeId::value)), key)
                .with("Resources", peering.map(id -> List.of(id.value())))
                .with(
                        "Tags",
                        Tags.list(
                                Tags.ofNew(change),
                                (name, value) ->
                                        Tag.builder().key(name).value(value).build()));
        return step.call(run -> ec2.write(step, run, CreateTagsRequest.builder(), Ec2Client::createTags));
    }

    /** The tags that each side is to have. */
    Steps marks(AwsThing there) {
        return Steps.parallel(there.object(Peering.class).things().entrySet().stream()
                .map(side -> new TagSteps(ec2(side.getKey()))
                        .change(key, Map.of(side.getValue(), TagSteps.wanted(change, side.getValue(), Map.of()))))
                .toList());
    }

    /** The main route table of a VPC that an earlier step has made. */
    Steps findMain(LinkPlan.Side side, Output<NativeId> main) {
        return Step.await("the main route table of " + side.network() + " is there", key)
                .with("VpcId", side.vpc().map(NativeId::value))
                .fills(key, main)
                .until(
                        (run, answer, reads) -> {
                            Optional<String> found =
                                    new Ec2Reads(ec2(side.site()), reads).mainTable(run.get("VpcId", String.class));
                            found.ifPresent(id -> run.fill(key, main, NativeId.of(Layout.TABLE, id)));
                            return found.isPresent() ? Poll.Progress.done() : Poll.Progress.again(SOON);
                        },
                        MOST,
                        Call.OnTimeout.FAIL);
    }

    Steps route(String site, Value<NativeId> table, Cidr block, Value<NativeId> peering, boolean instead) {
        Service<Ec2Client> ec2 = ec2(site);
        Step step = ec2.step(
                        instead ? "ReplaceRoute" : "CreateRoute", block + " by " + peering.map(NativeId::value), key)
                .with("RouteTableId", table.map(NativeId::value))
                .with(block.isV4() ? "DestinationCidrBlock" : "DestinationIpv6CidrBlock", block.toString())
                .with("VpcPeeringConnectionId", peering.map(NativeId::value));
        if (instead) {
            return step.call(run -> ec2.write(step, run, ReplaceRouteRequest.builder(), Ec2Client::replaceRoute));
        }
        step.repeat(Repeat.PRECONDITION);
        return step.call(run -> ec2.write(step, run, CreateRouteRequest.builder(), Ec2Client::createRoute));
    }

    /** A route has no id of its own: it is named by its table and its destination. */
    Steps unroute(String site, String table, String block) {
        Service<Ec2Client> ec2 = ec2(site);
        Step step = ec2.delete("DeleteRoute", NativeId.of("route", table + " " + block), key)
                .impact(Impact.CUTS_CONNECTIONS);
        return step.call(run -> {
            String[] id = run.get("id", String.class).split(" ");
            DeleteRouteRequest.Builder request = DeleteRouteRequest.builder().routeTableId(id[0]);
            return ec2.write(
                    step,
                    run,
                    Cidr.parse(id[1]).isV4()
                            ? request.destinationCidrBlock(id[1])
                            : request.destinationIpv6CidrBlock(id[1]),
                    Ec2Client::deleteRoute);
        });
    }

    Steps delete(AwsThing there) {
        Service<Ec2Client> ec2 = ec2(site(there));
        Step step = ec2.delete("DeleteVpcPeeringConnection", there.nativeId(), key)
                .impact(Impact.DELETES, Impact.CUTS_CONNECTIONS);
        return step.call(run -> {
                    ec2.write(
                            step,
                            run,
                            DeleteVpcPeeringConnectionRequest.builder()
                                    .vpcPeeringConnectionId(run.get("id", String.class)),
                            Ec2Client::deleteVpcPeeringConnection);
                    return Boolean.TRUE;
                })
                .until(there.nativeId() + " is gone", gone(there), MOST, Call.OnTimeout.FAIL);
    }

    Steps awaitGone(AwsThing there) {
        return Step.await(there.nativeId() + " is gone", key).until(gone(there), MOST, Call.OnTimeout.FAIL);
    }

    private Poll<Boolean> gone(AwsThing there) {
        return (run, answer, reads) -> new Ec2Reads(ec2(site(there)), reads)
                        .peerings().stream()
                                .anyMatch(p -> p.vpcPeeringConnectionId()
                                                .equals(there.nativeId().value())
                                        && Peering.isLive(p))
                ? Poll.Progress.again(SOON)
                : Poll.Progress.done();
    }

    /** Either side may delete it. */
    private String site(AwsThing there) {
        Peering peering = there.object(Peering.class);
        return sites.names().stream()
                .filter(peering.views()::containsKey)
                .findFirst()
                .orElse(Sites.HOME);
    }
}

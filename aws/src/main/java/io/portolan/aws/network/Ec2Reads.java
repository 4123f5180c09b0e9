package io.portolan.aws.network;

import io.portolan.Code;
import io.portolan.Failure;
import io.portolan.PortolanException;
import io.portolan.aws.account.Pages;
import io.portolan.aws.account.Service;
import io.portolan.spi.driver.Reads;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Address;
import software.amazon.awssdk.services.ec2.model.AvailabilityZone;
import software.amazon.awssdk.services.ec2.model.DescribeEgressOnlyInternetGatewaysResponse;
import software.amazon.awssdk.services.ec2.model.DescribeInternetGatewaysResponse;
import software.amazon.awssdk.services.ec2.model.DescribeNatGatewaysResponse;
import software.amazon.awssdk.services.ec2.model.DescribeRouteTablesResponse;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupRulesResponse;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeSubnetsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeVpcPeeringConnectionsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeVpcsResponse;
import software.amazon.awssdk.services.ec2.model.EgressOnlyInternetGateway;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.InternetGateway;
import software.amazon.awssdk.services.ec2.model.NatGateway;
import software.amazon.awssdk.services.ec2.model.NatGatewayState;
import software.amazon.awssdk.services.ec2.model.RouteTable;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRule;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ec2.model.Vpc;
import software.amazon.awssdk.services.ec2.model.VpcPeeringConnection;

/** The reads of networks, firewalls and addresses: each list once in a pass, whoever asks. Lists without a page size may time out, so they have one. */
final class Ec2Reads {
    private static final int PAGE = 1000;
    /** AWS gives no more route tables at once. */
    private static final int TABLES = 100;
    /** Nor more of these. */
    private static final int EGRESS_ONLY = 255;

    /** A filter takes no more values. */
    private static final int VALUES = 200;
    /** One that is gone is listed for an hour. */
    private static final Filter THERE = Filter.builder()
            .name("state")
            .values("pending", "available", "deleting", "failed")
            .build();

    private final Service<Ec2Client> ec2;
    private final Reads reads;

    Ec2Reads(Service<Ec2Client> ec2, Reads reads) {
        this.ec2 = ec2;
        this.reads = reads;
    }

    /** Every Elastic IP of the region; AWS gives them without pages. */
    List<Address> addresses() {
        return reads.once(
                ec2.call("DescribeAddresses"),
                "",
                () -> ec2.read(
                        "DescribeAddresses",
                        "",
                        client -> client.describeAddresses(r -> {}).addresses()));
    }

    Address address(String id) {
        return one(
                "DescribeAddresses",
                id,
                client -> client.describeAddresses(r -> r.allocationIds(id)).addresses());
    }

    List<Vpc> vpcs() {
        return all(
                "DescribeVpcs",
                (client, page) -> client.describeVpcs(r -> r.maxResults(PAGE).nextToken(page)),
                DescribeVpcsResponse::vpcs,
                DescribeVpcsResponse::nextToken);
    }

    Vpc vpc(String id) {
        return one(
                "DescribeVpcs",
                id,
                client -> client.describeVpcs(r -> r.vpcIds(id)).vpcs());
    }

    List<Subnet> subnets() {
        return all(
                "DescribeSubnets",
                (client, page) -> client.describeSubnets(r -> r.maxResults(PAGE).nextToken(page)),
                DescribeSubnetsResponse::subnets,
                DescribeSubnetsResponse::nextToken);
    }

    Subnet subnet(String id) {
        return one(
                "DescribeSubnets",
                id,
                client -> client.describeSubnets(r -> r.subnetIds(id)).subnets());
    }

    List<RouteTable> tables() {
        return all(
                "DescribeRouteTables",
                (client, page) ->
                        client.describeRouteTables(r -> r.maxResults(TABLES).nextToken(page)),
                DescribeRouteTablesResponse::routeTables,
                DescribeRouteTablesResponse::nextToken);
    }

    RouteTable table(String id) {
        return one(
                "DescribeRouteTables",
                id,
                client -> client.describeRouteTables(r -> r.routeTableIds(id)).routeTables());
    }

    List<InternetGateway> gateways() {
        return all(
                "DescribeInternetGateways",
                (client, page) ->
                        client.describeInternetGateways(r -> r.maxResults(PAGE).nextToken(page)),
                DescribeInternetGatewaysResponse::internetGateways,
                DescribeInternetGatewaysResponse::nextToken);
    }

    InternetGateway gateway(String id) {
        return one(
                "DescribeInternetGateways",
                id,
                client -> client.describeInternetGateways(r -> r.internetGatewayIds(id))
                        .internetGateways());
    }

    List<EgressOnlyInternetGateway> egressOnly() {
        return all(
                "DescribeEgressOnlyInternetGateways",
                (client, page) -> client.describeEgressOnlyInternetGateways(
                        r -> r.maxResults(EGRESS_ONLY).nextToken(page)),
                DescribeEgressOnlyInternetGatewaysResponse::egressOnlyInternetGateways,
                DescribeEgressOnlyInternetGatewaysResponse::nextToken);
    }

    EgressOnlyInternetGateway egressOnly(String id) {
        return one(
                "DescribeEgressOnlyInternetGateways",
                id,
                client -> client.describeEgressOnlyInternetGateways(r -> r.egressOnlyInternetGatewayIds(id))
                        .egressOnlyInternetGateways());
    }

    /** Every NAT gateway but those that are gone. */
    List<NatGateway> natGateways() {
        return all(
                "DescribeNatGateways",
                (client, page) -> client.describeNatGateways(
                        r -> r.filter(THERE).maxResults(PAGE).nextToken(page)),
                DescribeNatGatewaysResponse::natGateways,
                DescribeNatGatewaysResponse::nextToken);
    }

    NatGateway natGateway(String id) {
        NatGateway nat = one(
                "DescribeNatGateways",
                id,
                client -> client.describeNatGateways(r -> r.natGatewayIds(id)).natGateways());
        if (nat.state() == NatGatewayState.DELETED) {
            throw absent("DescribeNatGateways", id);
        }
        return nat;
    }

    /** Every peering connection; those that failed, expired, were refused or deleted are listed for hours or days. */
    List<VpcPeeringConnection> peerings() {
        return all(
                "DescribeVpcPeeringConnections",
                (client, page) -> client.describeVpcPeeringConnections(
                        r -> r.maxResults(PAGE).nextToken(page)),
                DescribeVpcPeeringConnectionsResponse::vpcPeeringConnections,
                DescribeVpcPeeringConnectionsResponse::nextToken);
    }

    /** One that is or is to be. */
    VpcPeeringConnection peering(String id) {
        VpcPeeringConnection peering = one(
                "DescribeVpcPeeringConnections",
                id,
                client -> client.describeVpcPeeringConnections(r -> r.vpcPeeringConnectionIds(id))
                        .vpcPeeringConnections());
        if (!Peering.isLive(peering)) {
            throw absent("DescribeVpcPeeringConnections", id);
        }
        return peering;
    }

    /** The main route table of a VPC, which AWS makes with it. */
    Optional<String> mainTable(String vpc) {
        return tables().stream()
                .filter(t -> t.vpcId().equals(vpc))
                .filter(t -> t.associations().stream().anyMatch(a -> Boolean.TRUE.equals(a.main())))
                .map(RouteTable::routeTableId)
                .findFirst();
    }

    /** Every security group, without the ids of its rules. */
    List<SecurityGroup> groups() {
        return all(
                "DescribeSecurityGroups",
                (client, page) ->
                        client.describeSecurityGroups(r -> r.maxResults(PAGE).nextToken(page)),
                DescribeSecurityGroupsResponse::securityGroups,
                DescribeSecurityGroupsResponse::nextToken);
    }

    SecurityGroup group(String id) {
        return one(
                "DescribeSecurityGroups",
                id,
                client -> client.describeSecurityGroups(r -> r.groupIds(id)).securityGroups());
    }

    /** The rules of these groups, by group. */
    Map<String, List<SecurityGroupRule>> rules(List<String> groups) {
        List<SecurityGroupRule> all = new ArrayList<>();
        for (int i = 0; i < groups.size(); i += VALUES) {
            all.addAll(rulesOf(groups.subList(i, Math.min(i + VALUES, groups.size()))));
        }
        return all.stream().collect(Collectors.groupingBy(SecurityGroupRule::groupId));
    }

    private List<SecurityGroupRule> rulesOf(List<String> groups) {
        String about = String.join(" ", groups);
        Filter filter = Filter.builder().name("group-id").values(groups).build();
        return reads.once(
                ec2.call("DescribeSecurityGroupRules"),
                about,
                () -> Pages.all(
                        token -> ec2.read(
                                "DescribeSecurityGroupRules",
                                (about + " " + token).strip(),
                                client -> client.describeSecurityGroupRules(
                                        r -> r.filters(filter).maxResults(PAGE).nextToken(Pages.token(token)))),
                        DescribeSecurityGroupRulesResponse::securityGroupRules,
                        DescribeSecurityGroupRulesResponse::nextToken));
    }

    List<AvailabilityZone> zones() {
        return reads.once(
                ec2.call("DescribeAvailabilityZones"),
                "",
                () -> ec2.read(
                        "DescribeAvailabilityZones",
                        "",
                        client -> client.describeAvailabilityZones(r -> {}).availabilityZones()));
    }

    private <P, T> List<T> all(
            String operation,
            BiFunction<Ec2Client, @Nullable String, P> page,
            Function<P, List<T>> items,
            Function<P, @Nullable String> next) {
        return reads.once(
                ec2.call(operation),
                "",
                () -> Pages.all(
                        token -> ec2.read(operation, token, client -> page.apply(client, Pages.token(token))),
                        items,
                        next));
    }

    /** One thing by its id: AWS refuses an id that is not there, or answers with nothing. */
    private <T> T one(String operation, String id, Function<Ec2Client, List<T>> read) {
        List<T> found = reads.once(ec2.call(operation), id, () -> ec2.read(operation, id, read));
        if (found.isEmpty()) {
            throw absent(operation, id);
        }
        return found.get(0);
    }

    private PortolanException absent(String operation, String id) {
        return new PortolanException(
                Failure.of(Code.NOT_FOUND, "there is no " + id).nativeCall(ec2.call(operation)));
    }
}

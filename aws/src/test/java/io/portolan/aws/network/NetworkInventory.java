package io.portolan.aws.network;

import io.portolan.aws.Inventory;
import io.portolan.aws.MotoAccount;
import io.portolan.model.NativeId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DeleteRouteRequest;
import software.amazon.awssdk.services.ec2.model.DeleteTagsRequest;
import software.amazon.awssdk.services.ec2.model.NatGatewayState;
import software.amazon.awssdk.services.ec2.model.ReleaseAddressRequest;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.Vpc;

/** VPCs with all that is in them, security groups and addresses on moto; the default VPC, main route tables and default groups are left out. */
public final class NetworkInventory implements Inventory {
    @Override
    public void census(MotoAccount account, Map<NativeId, String> all) {
        try (Ec2Client client = account.client(Ec2Client.builder())) {
            List<Vpc> vpcs = client.describeVpcs().vpcs();
            Set<String> standard = vpcs.stream()
                    .filter(vpc -> Boolean.TRUE.equals(vpc.isDefault()))
                    .map(Vpc::vpcId)
                    .collect(Collectors.toSet());
            vpcs.stream()
                    .filter(vpc -> !standard.contains(vpc.vpcId()))
                    .forEach(vpc -> all.put(NativeId.of("vpc", vpc.vpcId()), vpc.toString()));
            client.describeSubnets().subnets().stream()
                    .filter(subnet -> !standard.contains(subnet.vpcId()))
                    .forEach(subnet -> all.put(NativeId.of("subnet", subnet.subnetId()), subnet.toString()));
            client.describeRouteTables().routeTables().stream()
                    .filter(table -> !standard.contains(table.vpcId()))
                    .filter(table -> table.associations().stream().noneMatch(a -> Boolean.TRUE.equals(a.main())))
                    .forEach(table -> all.put(NativeId.of("route-table", table.routeTableId()), table.toString()));
            client.describeInternetGateways().internetGateways().stream()
                    .filter(gateway -> gateway.attachments().stream().noneMatch(a -> standard.contains(a.vpcId())))
                    .forEach(gateway ->
                            all.put(NativeId.of("internet-gateway", gateway.internetGatewayId()), gateway.toString()));
            client.describeNatGateways(r -> {}).natGateways().stream()
                    .filter(nat -> nat.state() != NatGatewayState.DELETED)
                    .forEach(nat -> all.put(NativeId.of("nat-gateway", nat.natGatewayId()), nat.tags() + ""));
            client.describeAddresses()
                    .addresses()
                    .forEach(a -> all.put(NativeId.of("address", a.allocationId()), a.publicIp() + " " + a.tags()));
            peerings(client, all);
            groups(client, standard, all);
        }
    }

    /** Those that are not at their end, with the routes over them on this side. */
    private static void peerings(Ec2Client client, Map<NativeId, String> all) {
        Map<String, List<String>> routes = new TreeMap<>();
        client.describeRouteTables()
                .routeTables()
                .forEach(table -> table.routes().stream()
                        .filter(route -> route.vpcPeeringConnectionId() != null)
                        .forEach(
                                route -> routes.computeIfAbsent(route.vpcPeeringConnectionId(), id -> new ArrayList<>())
                                        .add(table.routeTableId() + " " + route.destinationCidrBlock())));
        client.describeVpcPeeringConnections(r -> {}).vpcPeeringConnections().stream()
                .filter(p -> !p.status().codeAsString().matches("deleted|failed|expired|rejected"))
                .forEach(p -> all.put(
                        NativeId.of("peering", p.vpcPeeringConnectionId()),
                        p.toString() + routes.getOrDefault(p.vpcPeeringConnectionId(), List.of())));
    }

    private static void groups(Ec2Client client, Set<String> standard, Map<NativeId, String> all) {
        for (SecurityGroup group : client.describeSecurityGroups().securityGroups()) {
            if (!group.groupName().equals("default") && !standard.contains(group.vpcId())) {
                all.put(NativeId.of("security-group", group.groupId()), group.toString());
            }
        }
    }

    @Override
    public boolean received(SdkRequest request, Map<String, Object> arguments) {
        if (request instanceof ReleaseAddressRequest release) {
            arguments.put("id", release.allocationId());
            return true;
        }
        if (request instanceof DeleteRouteRequest route) {
            arguments.put("id", route.routeTableId() + " " + route.destinationCidrBlock());
            return true;
        }
        if (request instanceof DeleteTagsRequest tags) {
            arguments.put("Resources", tags.resources());
            arguments.put("Tags", tags.tags());
            return true;
        }
        return false;
    }
}

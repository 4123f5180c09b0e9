package io.portolan.aws.network;

import io.portolan.Code;
import io.portolan.Failure;
import io.portolan.Impact;
import io.portolan.aws.account.Service;
import io.portolan.aws.account.TagSteps;
import io.portolan.model.Key;
import io.portolan.model.NativeId;
import io.portolan.model.Output;
import io.portolan.network.Network;
import io.portolan.spi.driver.Call;
import io.portolan.spi.driver.Change;
import io.portolan.spi.driver.Poll;
import io.portolan.spi.driver.Repeat;
import io.portolan.spi.driver.Step;
import io.portolan.spi.driver.Steps;
import io.portolan.spi.driver.Value;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.AllocateAddressRequest;
import software.amazon.awssdk.services.ec2.model.AssociateRouteTableRequest;
import software.amazon.awssdk.services.ec2.model.CreateNatGatewayRequest;
import software.amazon.awssdk.services.ec2.model.CreateRouteRequest;
import software.amazon.awssdk.services.ec2.model.CreateRouteTableRequest;
import software.amazon.awssdk.services.ec2.model.DisassociateRouteTableRequest;
import software.amazon.awssdk.services.ec2.model.DomainType;
import software.amazon.awssdk.services.ec2.model.NatGateway;
import software.amazon.awssdk.services.ec2.model.ReplaceRouteRequest;
import software.amazon.awssdk.services.ec2.model.ReplaceRouteTableAssociationRequest;
import software.amazon.awssdk.services.ec2.model.ResourceType;

/** The calls that make ways out of subnets: route tables, routes, NAT gateways and their addresses. */
final class RouteCalls {
    private static final Duration LOOK = Duration.ofSeconds(5);
    private static final Duration MOST = Duration.ofMinutes(15);

    private final Service<Ec2Client> ec2;

    RouteCalls(Service<Ec2Client> ec2) {
        this.ec2 = ec2;
    }

    Steps table(Change<Network> change, Value<NativeId> vpc, Output<NativeId> output, String role) {
        Key key = change.key();
        Step step = ec2.step("CreateRouteTable", role, key)
                .with("VpcId", vpc.map(NativeId::value))
                .with("TagSpecifications", TagSteps.ofNew(ResourceType.ROUTE_TABLE, change, Map.of(Layout.ROLE, role)))
                .repeat(Repeat.TOKEN)
                .fills(key, output);
        return step.call(run -> ec2.create(
                step,
                run,
                CreateRouteTableRequest.builder(),
                Ec2Client::createRouteTable,
                output,
                made -> NativeId.of(Layout.TABLE, made.routeTable().routeTableId())));
    }

    /**
     * The default route of a table that has none.
     *
     * @param member where CreateRoute takes the target: {@code GatewayId}, {@code NatGatewayId}
     */
    Steps route(Key key, Value<NativeId> table, String member, Value<NativeId> target) {
        Step step = described("CreateRoute", key, table, member, target).repeat(Repeat.PRECONDITION);
        return step.call(run -> ec2.write(step, run, CreateRouteRequest.builder(), Ec2Client::createRoute));
    }

    /** The default route of a table that leads elsewhere. */
    Steps reroute(Key key, Value<NativeId> table, String member, Value<NativeId> target) {
        Step step = described("ReplaceRoute", key, table, member, target).impact(Impact.CUTS_CONNECTIONS);
        return step.call(run -> ec2.write(step, run, ReplaceRouteRequest.builder(), Ec2Client::replaceRoute));
    }

    private Step described(String operation, Key key, Value<NativeId> table, String member, Value<NativeId> target) {
        return ec2.step(operation, Layout.EVERYWHERE + " by " + target.map(NativeId::value), key)
                .with("RouteTableId", table.map(NativeId::value))
                .with("DestinationCidrBlock", Layout.EVERYWHERE)
                .with(member, target.map(NativeId::value));
    }

    Steps associate(Key key, Value<NativeId> table, Value<NativeId> subnet) {
        Step step = ec2.step("AssociateRouteTable", "of " + subnet.map(NativeId::value), key)
                .with("RouteTableId", table.map(NativeId::value))
                .with("SubnetId", subnet.map(NativeId::value))
                .repeat(Repeat.PRECONDITION);
        return step.call(
                run -> ec2.write(step, run, AssociateRouteTableRequest.builder(), Ec2Client::associateRouteTable));
    }

    /** Another table for a subnet that has one: there is no moment without. */
    Steps move(Key key, String association, Value<NativeId> table) {
        Step step = ec2.step("ReplaceRouteTableAssociation", association, key)
                .with("AssociationId", association)
                .with("RouteTableId", table.map(NativeId::value))
                .impact(Impact.CUTS_CONNECTIONS)
                .repeat(Repeat.PRECONDITION);
        return step.call(run -> ec2.write(
                step, run, ReplaceRouteTableAssociationRequest.builder(), Ec2Client::replaceRouteTableAssociation));
    }

    /** The main table for a subnet that has one of its own. */
    Steps disassociate(Key key, String association) {
        Step step = ec2.step("DisassociateRouteTable", association, key)
                .with("AssociationId", association)
                .impact(Impact.CUTS_CONNECTIONS);
        return step.call(run ->
                ec2.write(step, run, DisassociateRouteTableRequest.builder(), Ec2Client::disassociateRouteTable));
    }

    Steps address(Change<Network> change, Output<NativeId> output, String role) {
        Key key = change.key();
        Step step = ec2.step("AllocateAddress", role, key)
                .with("Domain", DomainType.VPC.toString())
                .with("TagSpecifications", TagSteps.ofNew(ResourceType.ELASTIC_IP, change, Map.of(Layout.ROLE, role)))
                .repeat(Repeat.BLIND)
                .impact(Impact.COSTS)
                .fills(key, output);
        return step.call(run -> ec2.create(
                step,
                run,
                AllocateAddressRequest.builder(),
                Ec2Client::allocateAddress,
                output,
                made -> NativeId.of(AddressDriver.PART, made.allocationId())));
    }

    /** A NAT gateway; done when it is available. */
    Steps nat(
            Change<Network> change,
            Output<NativeId> output,
            Value<NativeId> subnet,
            Value<NativeId> address,
            String role) {
        Key key = change.key();
        Step step = ec2.step("CreateNatGateway", role, key)
                .with("SubnetId", subnet.map(NativeId::value))
                .with("AllocationId", address.map(NativeId::value))
                .with("TagSpecifications", TagSteps.ofNew(ResourceType.NATGATEWAY, change, Map.of(Layout.ROLE, role)))
                .repeat(Repeat.TOKEN)
                .impact(Impact.COSTS)
                .fills(key, output);
        return step.call(run -> ec2.create(
                        step,
                        run,
                        CreateNatGatewayRequest.builder(),
                        Ec2Client::createNatGateway,
                        output,
                        made -> NativeId.of(Layout.NAT, made.natGateway().natGatewayId())))
                .until(
                        role + " is available",
                        (run, made, reads) -> available(made.natGateway().natGatewayId(), new Ec2Reads(ec2, reads)),
                        MOST,
                        FAIL);
    }

    private static final Call.OnTimeout FAIL = Call.OnTimeout.FAIL;

    /** Waits for one that an earlier run made. */
    Steps awaitNat(Key key, NativeId nat) {
        return Step.await(nat + " is available", key)
                .until((run, answer, reads) -> available(nat.value(), new Ec2Reads(ec2, reads)), MOST, FAIL);
    }

    private static Poll.Progress available(String id, Ec2Reads reads) {
        List<NatGateway> found = reads.natGateways().stream()
                .filter(nat -> nat.natGatewayId().equals(id))
                .toList();
        if (found.isEmpty()) {
            return Poll.Progress.again(LOOK);
        }
        NatGateway nat = found.get(0);
        return switch (nat.state()) {
            case AVAILABLE -> Poll.Progress.done();
            case FAILED ->
                Poll.Progress.failed(Failure.of(Code.INVALID, id + " has failed: " + nat.failureMessage())
                        .nativeCall("ec2:CreateNatGateway")
                        .nativeCode(String.valueOf(nat.failureCode()))
                        .remedy("apply again: the one that failed is replaced"));
            default -> Poll.Progress.again(LOOK);
        };
    }
}

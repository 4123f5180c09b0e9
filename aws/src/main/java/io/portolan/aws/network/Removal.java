package io.portolan.aws.network;

import io.portolan.Impact;
import io.portolan.aws.account.AwsThing;
import io.portolan.aws.account.Service;
import io.portolan.aws.account.TagSteps;
import io.portolan.model.Key;
import io.portolan.model.NativeId;
import io.portolan.spi.driver.Call;
import io.portolan.spi.driver.Mark;
import io.portolan.spi.driver.Poll;
import io.portolan.spi.driver.Step;
import io.portolan.spi.driver.Steps;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DeleteEgressOnlyInternetGatewayRequest;
import software.amazon.awssdk.services.ec2.model.DeleteInternetGatewayRequest;
import software.amazon.awssdk.services.ec2.model.DeleteNatGatewayRequest;
import software.amazon.awssdk.services.ec2.model.DeleteRouteTableRequest;
import software.amazon.awssdk.services.ec2.model.DeleteSubnetRequest;
import software.amazon.awssdk.services.ec2.model.DeleteVpcRequest;
import software.amazon.awssdk.services.ec2.model.DetachInternetGatewayRequest;
import software.amazon.awssdk.services.ec2.model.DisassociateVpcCidrBlockRequest;
import software.amazon.awssdk.services.ec2.model.InternetGateway;
import software.amazon.awssdk.services.ec2.model.NatGateway;
import software.amazon.awssdk.services.ec2.model.NatGatewayState;
import software.amazon.awssdk.services.ec2.model.ReleaseAddressRequest;

/**
 * Takes parts of networks away, users first: NAT gateways and until they are gone, subnets with their associations, route tables, internet gateways,
 * addresses, VPCs. What is in use for a while (an interface of a balancer that has just gone) is waited for by the engine.
 */
final class Removal {
    /** Interfaces of balancers and NAT gateways go minutes after their owners. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final Service<Ec2Client> ec2;
    private final TagSteps tags;

    Removal(Service<Ec2Client> ec2, TagSteps tags) {
        this.ec2 = ec2;
        this.tags = tags;
    }

    Steps of(Key key, Collection<AwsThing> things, Impact... impacts) {
        return Steps.sequence(
                each(things, Layout.NAT, nat -> nat(key, nat, impacts)),
                each(things, Layout.SUBNET, subnet -> {
                    Step step = delete("DeleteSubnet", subnet, key, impacts);
                    return step.call(run -> ec2.write(
                            step,
                            run,
                            DeleteSubnetRequest.builder().subnetId(run.get("id", String.class)),
                            Ec2Client::deleteSubnet));
                }),
                each(things, Layout.TABLE, table -> {
                    Step step = delete("DeleteRouteTable", table, key, impacts);
                    return step.call(run -> ec2.write(
                            step,
                            run,
                            DeleteRouteTableRequest.builder().routeTableId(run.get("id", String.class)),
                            Ec2Client::deleteRouteTable));
                }),
                each(things, Layout.EGRESS_ONLY, gateway -> {
                    Step step = delete("DeleteEgressOnlyInternetGateway", gateway, key, impacts);
                    return step.call(run -> ec2.write(
                            step,
                            run,
                            DeleteEgressOnlyInternetGatewayRequest.builder()
                                    .egressOnlyInternetGatewayId(run.get("id", String.class)),
                            Ec2Client::deleteEgressOnlyInternetGateway));
                }),
                each(things, Layout.GATEWAY, gateway -> gateway(key, gateway, impacts)),
                each(things, AddressDriver.PART, address -> address(key, address, impacts)),
                each(things, Layout.VPC, vpc -> {
                    Step step = delete("DeleteVpc", vpc, key, impacts);
                    return step.call(run -> ec2.write(
                            step,
                            run,
                            DeleteVpcRequest.builder().vpcId(run.get("id", String.class)),
                            Ec2Client::deleteVpc));
                }));
    }

    private static Steps each(Collection<AwsThing> things, String part, Function<AwsThing, Steps> steps) {
        return Steps.each(things.stream().filter(thing -> thing.is(part)).toList(), steps);
    }

    private Step delete(String operation, AwsThing thing, Key key, Impact... impacts) {
        return ec2.delete(operation, thing.nativeId(), key)
                .impact(Impact.DELETES)
                .impact(impacts)
                .patience(PATIENCE, Duration.ofSeconds(5));
    }

    /** One that is being deleted is listed for a while, and holds its address and its subnet until it is gone. */
    private Steps nat(Key key, AwsThing nat, Impact... impacts) {
        NativeId id = nat.nativeId();
        if (nat.object(NatGateway.class).state() == NatGatewayState.DELETING) {
            return Step.await(id + " is gone", key).until(gone(id), PATIENCE, Call.OnTimeout.FAIL);
        }
        Step step = delete("DeleteNatGateway", nat, key, impacts);
        return step.call(run -> {
                    ec2.write(
                            step,
                            run,
                            DeleteNatGatewayRequest.builder().natGatewayId(run.get("id", String.class)),
                            Ec2Client::deleteNatGateway);
                    return Boolean.TRUE;
                })
                .until(id + " is gone", gone(id), PATIENCE, Call.OnTimeout.FAIL);
    }

    private Poll<Boolean> gone(NativeId id) {
        return (run, answer, reads) -> new Ec2Reads(ec2, reads)
                        .natGateways().stream()
                                .anyMatch(nat -> nat.natGatewayId().equals(id.value()))
                ? Poll.Progress.again(Duration.ofSeconds(5))
                : Poll.Progress.done();
    }

    private Steps gateway(Key key, AwsThing gateway, Impact... impacts) {
        List<Steps> detach = gateway.object(InternetGateway.class).attachments().stream()
                .filter(a -> !"detached".equals(a.stateAsString()))
                .map(a -> detach(key, gateway, a.vpcId()))
                .toList();
        Step step = delete("DeleteInternetGateway", gateway, key, impacts);
        return Steps.sequence(
                Steps.sequence(detach),
                step.call(run -> ec2.write(
                        step,
                        run,
                        DeleteInternetGatewayRequest.builder().internetGatewayId(run.get("id", String.class)),
                        Ec2Client::deleteInternetGateway)));
    }

    private Steps detach(Key key, AwsThing gateway, String vpc) {
        Step step = ec2.step("DetachInternetGateway", gateway.nativeId().value() + " from " + vpc, key)
                .with("InternetGatewayId", gateway.nativeId().value())
                .with("VpcId", vpc)
                .impact(Impact.CUTS_CONNECTIONS);
        return step.call(
                run -> ec2.write(step, run, DetachInternetGatewayRequest.builder(), Ec2Client::detachInternetGateway));
    }

    /** One that was adopted loses its mark only. */
    private Steps address(Key key, AwsThing address, Impact... impacts) {
        if (address.mark().map(Mark::origin).orElse(Mark.Origin.ADOPTED) == Mark.Origin.ADOPTED) {
            return tags.change(key, Map.of(address, TagSteps.unmarked(address)));
        }
        Step step = delete("ReleaseAddress", address, key, impacts).impact(Impact.LOSES_ADDRESS);
        return step.call(run -> ec2.write(
                step,
                run,
                ReleaseAddressRequest.builder().allocationId(run.get("id", String.class)),
                Ec2Client::releaseAddress));
    }

    /** A block of a VPC that no subnet is in any more. */
    Steps block(Key key, String association, String block) {
        Step step = ec2.step("DisassociateVpcCidrBlock", block, key).with("AssociationId", association);
        return step.call(run ->
                ec2.write(step, run, DisassociateVpcCidrBlockRequest.builder(), Ec2Client::disassociateVpcCidrBlock));
    }
}

package io.portolan.aws.network;

import io.portolan.Impact;
import io.portolan.aws.account.Service;
import io.portolan.aws.account.TagSteps;
import io.portolan.model.Cidr;
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
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.AssociateSubnetCidrBlockRequest;
import software.amazon.awssdk.services.ec2.model.AssociateVpcCidrBlockRequest;
import software.amazon.awssdk.services.ec2.model.AttributeBooleanValue;
import software.amazon.awssdk.services.ec2.model.CreateEgressOnlyInternetGatewayRequest;
import software.amazon.awssdk.services.ec2.model.CreateEgressOnlyInternetGatewayResponse;
import software.amazon.awssdk.services.ec2.model.CreateRouteRequest;
import software.amazon.awssdk.services.ec2.model.ModifySubnetAttributeRequest;
import software.amazon.awssdk.services.ec2.model.ReplaceRouteRequest;
import software.amazon.awssdk.services.ec2.model.ResourceType;

/** The calls that bring IPv6 into a VPC. */
final class Ipv6Calls {
    private static final Duration SOON = Duration.ofSeconds(2);

    private final Service<Ec2Client> ec2;

    Ipv6Calls(Service<Ec2Client> ec2) {
        this.ec2 = ec2;
    }

    /** A block of Amazon's for a VPC that has none. Each call would give another one, so that it is looked for before a repeat. */
    Steps associate(Key key, Value<NativeId> vpc) {
        Step step = ec2.step("AssociateVpcCidrBlock", "an IPv6 block of Amazon's", key)
                .with("VpcId", vpc.map(NativeId::value))
                .with("AmazonProvidedIpv6CidrBlock", true)
                .repeat(Repeat.BLIND);
        return step.call(
                run -> ec2.write(step, run, AssociateVpcCidrBlockRequest.builder(), Ec2Client::associateVpcCidrBlock));
    }

    /** Which one it is shows when it is associated. */
    Steps awaitBlock(Key key, Value<NativeId> vpc) {
        return Step.await("the IPv6 block is there", key)
                .with("VpcId", vpc.map(NativeId::value))
                .fills(key, Ipv6Plan.BLOCK)
                .until(
                        (run, answer, reads) -> {
                            Optional<String> block = new Ec2Reads(ec2, reads)
                                    .vpcs().stream()
                                            .filter(v -> v.vpcId().equals(run.get("VpcId", String.class)))
                                            .flatMap(v -> v.ipv6CidrBlockAssociationSet().stream())
                                            .filter(a -> "associated"
                                                    .equals(a.ipv6CidrBlockState()
                                                            .stateAsString()))
                                            .map(a -> a.ipv6CidrBlock())
                                            .sorted()
                                            .findFirst();
                            block.ifPresent(cidr -> run.fill(key, Ipv6Plan.BLOCK, Cidr.parse(cidr)));
                            return block.isPresent() ? Poll.Progress.done() : Poll.Progress.again(SOON);
                        },
                        Duration.ofMinutes(5),
                        Call.OnTimeout.FAIL);
    }

    /** A subnet has one IPv6 block, so that a second call is refused. */
    Steps associate(Key key, Value<NativeId> subnet, Value<Cidr> block) {
        Step step = ec2.step("AssociateSubnetCidrBlock", String.valueOf(block.map(Cidr::toString)), key)
                .with("SubnetId", subnet.map(NativeId::value))
                .with("Ipv6CidrBlock", block.map(Cidr::toString))
                .repeat(Repeat.PRECONDITION);
        return step.call(run ->
                ec2.write(step, run, AssociateSubnetCidrBlockRequest.builder(), Ec2Client::associateSubnetCidrBlock));
    }

    /** Machines in the subnet get an address. */
    Steps assign(Key key, Value<NativeId> subnet) {
        Step step = ec2.step("ModifySubnetAttribute", "IPv6 addresses in " + subnet.map(NativeId::value), key)
                .with("SubnetId", subnet.map(NativeId::value))
                .with(
                        "AssignIpv6AddressOnCreation",
                        AttributeBooleanValue.builder().value(true).build());
        return step.call(
                run -> ec2.write(step, run, ModifySubnetAttributeRequest.builder(), Ec2Client::modifySubnetAttribute));
    }

    Steps egressOnly(Change<Network> change, Value<NativeId> vpc, Output<NativeId> output) {
        Key key = change.key();
        Step step = ec2.step("CreateEgressOnlyInternetGateway", key.name(), key)
                .with("VpcId", vpc.map(NativeId::value))
                .with("TagSpecifications", TagSteps.ofNew(ResourceType.EGRESS_ONLY_INTERNET_GATEWAY, change, Map.of()))
                .repeat(Repeat.TOKEN)
                .fills(key, output);
        return step.call(run -> {
            CreateEgressOnlyInternetGatewayResponse made = ec2.write(
                    step,
                    run,
                    CreateEgressOnlyInternetGatewayRequest.builder(),
                    Ec2Client::createEgressOnlyInternetGateway);
            NativeId id = NativeId.of(
                    Layout.EGRESS_ONLY, made.egressOnlyInternetGateway().egressOnlyInternetGatewayId());
            run.made(key, id);
            run.fill(key, output, id);
            return made;
        });
    }

    Steps route(Key key, Value<NativeId> table, String member, Value<NativeId> target, boolean instead) {
        Step step = ec2.step(
                        instead ? "ReplaceRoute" : "CreateRoute",
                        Ipv6Plan.EVERYWHERE + " by " + target.map(NativeId::value),
                        key)
                .with("RouteTableId", table.map(NativeId::value))
                .with("DestinationIpv6CidrBlock", Ipv6Plan.EVERYWHERE)
                .with(member, target.map(NativeId::value));
        if (instead) {
            step.impact(Impact.CUTS_CONNECTIONS);
            return step.call(run -> ec2.write(step, run, ReplaceRouteRequest.builder(), Ec2Client::replaceRoute));
        }
        step.repeat(Repeat.PRECONDITION);
        return step.call(run -> ec2.write(step, run, CreateRouteRequest.builder(), Ec2Client::createRoute));
    }
}

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
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.AssociateVpcCidrBlockRequest;
import software.amazon.awssdk.services.ec2.model.AttachInternetGatewayRequest;
import software.amazon.awssdk.services.ec2.model.AttributeBooleanValue;
import software.amazon.awssdk.services.ec2.model.CreateInternetGatewayRequest;
import software.amazon.awssdk.services.ec2.model.CreateSubnetRequest;
import software.amazon.awssdk.services.ec2.model.CreateVpcRequest;
import software.amazon.awssdk.services.ec2.model.DeleteTagsRequest;
import software.amazon.awssdk.services.ec2.model.ModifySubnetAttributeRequest;
import software.amazon.awssdk.services.ec2.model.ModifyVpcAttributeRequest;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.Tag;

/** The calls that make VPCs, their blocks, subnets and internet gateways. */
final class VpcCalls {
    /** A tag of a VPC whose attributes are still to be set: no list shows those, so that a run that died in between could not tell. */
    static final String PENDING = "portolan-pending";

    private static final Duration SOON = Duration.ofSeconds(2);

    private final Service<Ec2Client> ec2;

    VpcCalls(Service<Ec2Client> ec2) {
        this.ec2 = ec2;
    }

    Steps create(Change<Network> change, Cidr block, boolean replaces) {
        Key key = change.key();
        Step step = ec2.step("CreateVpc", key.name(), key)
                .with("CidrBlock", block.toString())
                .with(
                        "TagSpecifications",
                        TagSteps.ofNew(ResourceType.VPC, change, Map.of(PENDING, "EnableDnsHostnames")))
                .repeat(Repeat.BLIND)
                .fills(key, Network.ID);
        if (Ipv6Plan.isWanted(change)) {
            step.with("AmazonProvidedIpv6CidrBlock", true);
        }
        if (replaces) {
            step.impact(Impact.REPLACES, Impact.INTERRUPTS);
        }
        return step.call(run -> ec2.create(
                step,
                run,
                CreateVpcRequest.builder(),
                Ec2Client::createVpc,
                Network.ID,
                made -> NativeId.of(Layout.VPC, made.vpc().vpcId())));
    }

    /** Names within the VPC, which private zones need; AWS sets them for default VPCs only. */
    Steps enableNames(Key key, Value<NativeId> vpc) {
        Step step = ec2.step("ModifyVpcAttribute", "DNS names in " + vpc.map(NativeId::value), key)
                .with("VpcId", vpc.map(NativeId::value))
                .with("EnableDnsHostnames", value(true));
        return step.call(
                run -> ec2.write(step, run, ModifyVpcAttributeRequest.builder(), Ec2Client::modifyVpcAttribute));
    }

    /** The new VPC has its attributes. */
    Steps settle(Key key, Value<NativeId> vpc) {
        Step step = ec2.step("DeleteTags", PENDING + " of " + vpc.map(NativeId::value), key)
                .with("Resources", vpc.map(id -> List.of(id.value())))
                .with("Tags", List.of(Tag.builder().key(PENDING).build()));
        return step.call(run -> ec2.write(step, run, DeleteTagsRequest.builder(), Ec2Client::deleteTags));
    }

    private static AttributeBooleanValue value(boolean on) {
        return AttributeBooleanValue.builder().value(on).build();
    }

    /** A further block; subnets in it need it to be associated. */
    Steps associate(Key key, Value<NativeId> vpc, Cidr block) {
        Step step = ec2.step("AssociateVpcCidrBlock", block.toString(), key)
                .with("VpcId", vpc.map(NativeId::value))
                .with("CidrBlock", block.toString())
                .repeat(Repeat.PRECONDITION);
        return step.call(run ->
                        ec2.write(step, run, AssociateVpcCidrBlockRequest.builder(), Ec2Client::associateVpcCidrBlock))
                .until(
                        block + " is associated",
                        (run, answer, reads) -> {
                            boolean there = new Ec2Reads(ec2, reads)
                                    .vpcs().stream()
                                            .flatMap(v -> v.cidrBlockAssociationSet().stream())
                                            .anyMatch(a -> a.associationId()
                                                            .equals(answer.cidrBlockAssociation()
                                                                    .associationId())
                                                    && "associated"
                                                            .equals(a.cidrBlockState()
                                                                    .stateAsString()));
                            return there ? Poll.Progress.done() : Poll.Progress.again(SOON);
                        },
                        Duration.ofMinutes(5),
                        Call.OnTimeout.FAIL);
    }

    /** A subnet: two of one block can't be in a VPC, so that a second call is refused. */
    Steps subnet(
            Change<Network> change,
            Value<NativeId> vpc,
            Output<NativeId> output,
            Cidr block,
            String zone,
            Map<String, String> tags) {
        Key key = change.key();
        Step step = ec2.step("CreateSubnet", output.name(), key)
                .with("VpcId", vpc.map(NativeId::value))
                .with("CidrBlock", block.toString())
                .with("AvailabilityZone", zone)
                .with("TagSpecifications", TagSteps.ofNew(ResourceType.SUBNET, change, tags))
                .repeat(Repeat.PRECONDITION)
                .fills(key, output);
        return step.call(run -> ec2.create(
                step,
                run,
                CreateSubnetRequest.builder(),
                Ec2Client::createSubnet,
                output,
                made -> NativeId.of(Layout.SUBNET, made.subnet().subnetId())));
    }

    /** Whether machines in a subnet get a public address. */
    Steps publicAddresses(Key key, Value<NativeId> subnet, boolean on) {
        Step step = ec2.step("ModifySubnetAttribute", (on ? "" : "no ") + "public addresses", key)
                .with("SubnetId", subnet.map(NativeId::value))
                .with("MapPublicIpOnLaunch", value(on));
        return step.call(
                run -> ec2.write(step, run, ModifySubnetAttributeRequest.builder(), Ec2Client::modifySubnetAttribute));
    }

    Steps gateway(Change<Network> change, Output<NativeId> output) {
        Key key = change.key();
        Step step = ec2.step("CreateInternetGateway", key.name(), key)
                .with("TagSpecifications", TagSteps.ofNew(ResourceType.INTERNET_GATEWAY, change, Map.of()))
                .repeat(Repeat.BLIND)
                .fills(key, output);
        return step.call(run -> ec2.create(
                step,
                run,
                CreateInternetGatewayRequest.builder(),
                Ec2Client::createInternetGateway,
                output,
                made -> NativeId.of(Layout.GATEWAY, made.internetGateway().internetGatewayId())));
    }

    Steps attach(Key key, Value<NativeId> gateway, Value<NativeId> vpc) {
        Step step = ec2.step("AttachInternetGateway", "to " + vpc.map(NativeId::value), key)
                .with("InternetGatewayId", gateway.map(NativeId::value))
                .with("VpcId", vpc.map(NativeId::value))
                .repeat(Repeat.PRECONDITION);
        return step.call(
                run -> ec2.write(step, run, AttachInternetGatewayRequest.builder(), Ec2Client::attachInternetGateway));
    }
}

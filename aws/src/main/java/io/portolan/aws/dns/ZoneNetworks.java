package io.portolan.aws.dns;

import io.portolan.aws.account.Account;
import io.portolan.aws.account.Service;
import io.portolan.dns.DnsZone;
import io.portolan.model.FieldPath;
import io.portolan.model.Key;
import io.portolan.model.NativeId;
import io.portolan.model.Ref;
import io.portolan.network.Network;
import io.portolan.spi.driver.Change;
import io.portolan.spi.driver.Planning;
import io.portolan.spi.driver.References;
import io.portolan.spi.driver.Step;
import io.portolan.spi.driver.Steps;
import io.portolan.spi.driver.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.route53.model.AssociateVpcWithHostedZoneRequest;
import software.amazon.awssdk.services.route53.model.DisassociateVpcFromHostedZoneRequest;
import software.amazon.awssdk.services.route53.model.VPC;

/** The VPCs that see a private zone: new ones come before old ones go, since a private zone always has one. */
final class ZoneNetworks {
    private final Account account;
    private final Service<Route53Client> route53;

    ZoneNetworks(Account account) {
        this.account = account;
        this.route53 = account.route53();
    }

    /** A VPC of this region. */
    Value<VPC> vpc(References references, Ref<Network> network) {
        return references.of(network, Network.ID).map(id -> vpc(id.value()));
    }

    private VPC vpc(String id) {
        return VPC.builder().vpcId(id).vpcRegion(account.region()).build();
    }

    Steps associate(Key key, Value<NativeId> zone, Value<VPC> vpc) {
        Step step = route53.step("AssociateVPCWithHostedZone", "show the zone to " + vpc.map(VPC::vpcId), key)
                .with("HostedZoneId", zone.map(NativeId::value))
                .with("VPC", vpc);
        zone.now().ifPresent(step::exclusive);
        return step.call(run -> route53.write(
                step, run, AssociateVpcWithHostedZoneRequest.builder(), Route53Client::associateVPCWithHostedZone));
    }

    /** What takes a private zone to the wanted networks. */
    Steps change(Change<DnsZone> change, DnsZone spec, Zone zone, Planning planning) {
        Set<String> gone = new TreeSet<>(zone.vpcs());
        List<Steps> steps = new ArrayList<>();
        for (Ref<Network> network : spec.networks()) {
            Value<NativeId> wanted = change.references().of(network, Network.ID);
            boolean there = wanted.now().map(id -> gone.remove(id.value())).orElse(false);
            if (!there) {
                planning.differs(change.key(), FieldPath.of("networks"), "-", wanted, Planning.Reason.WANTED);
                steps.add(associate(change.key(), Value.of(zone.nativeId()), wanted.map(id -> vpc(id.value()))));
            }
        }
        for (String vpc : gone) {
            planning.differs(change.key(), FieldPath.of("networks"), vpc, "-", Planning.Reason.WANTED);
            Step step = route53.step("DisassociateVPCFromHostedZone", "hide the zone from " + vpc, change.key())
                    .exclusive(zone.nativeId())
                    .with("HostedZoneId", zone.id())
                    .with("VPC", vpc(vpc));
            steps.add(step.call(run -> route53.write(
                    step,
                    run,
                    DisassociateVpcFromHostedZoneRequest.builder(),
                    Route53Client::disassociateVPCFromHostedZone)));
        }
        return Steps.sequence(steps);
    }
}

package io.portolan.aws.network;

import io.portolan.Impact;
import io.portolan.Support;
import io.portolan.aws.account.Account;
import io.portolan.aws.account.AwsThing;
import io.portolan.aws.account.Service;
import io.portolan.aws.account.TagSteps;
import io.portolan.aws.account.Tags;
import io.portolan.model.IpAddress;
import io.portolan.model.Key;
import io.portolan.model.Kind;
import io.portolan.model.NativeId;
import io.portolan.network.Address;
import io.portolan.network.Address.Reserved;
import io.portolan.network.NetworkFeatures;
import io.portolan.spi.driver.Change;
import io.portolan.spi.driver.Mark;
import io.portolan.spi.driver.Observation;
import io.portolan.spi.driver.Place;
import io.portolan.spi.driver.Planning;
import io.portolan.spi.driver.Reads;
import io.portolan.spi.driver.Repeat;
import io.portolan.spi.driver.Scope;
import io.portolan.spi.driver.Step;
import io.portolan.spi.driver.Steps;
import io.portolan.spi.driver.Value;
import io.portolan.spi.toolkit.ThingDriver;
import io.portolan.spi.toolkit.Things;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.AllocateAddressRequest;
import software.amazon.awssdk.services.ec2.model.AllocateAddressResponse;
import software.amazon.awssdk.services.ec2.model.DomainType;
import software.amazon.awssdk.services.ec2.model.ReleaseAddressRequest;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.Tag;

/**
 * Elastic IPs. {@code AllocateAddress} knows no token, so it is looked for before it is made again; the mark goes into the call. One that was adopted loses
 * its mark when it is deleted and is never released: an address that somebody else has given out can't be had back.
 */
final class AddressDriver implements ThingDriver<Address, AwsThing> {
    static final String PART = "address";

    private static final Support SUPPORT =
            Support.builder().natively(NetworkFeatures.PUBLIC_ADDRESS).build();

    private final Service<Ec2Client> ec2;
    private final TagSteps tags;

    AddressDriver(Account account) {
        this.ec2 = account.ec2();
        this.tags = new TagSteps(ec2);
    }

    @Override
    public Kind<Address> kind() {
        return Address.KIND;
    }

    @Override
    public Support support() {
        return SUPPORT;
    }

    @Override
    public Observation<Things<AwsThing>> observe(Scope<Address> scope, Reads reads) {
        Ec2Reads read = new Ec2Reads(ec2, reads);
        Things.Builder<AwsThing> seen = Things.of(this, scope);
        seen.read(Place.of("list", "addresses"), scope.wanted().keySet(), read::addresses)
                .ifPresent(all -> all.forEach(address -> seen.add(thing(address, scope))));
        seen.remembered(id -> thing(read.address(id.value()), scope));
        return seen.observation().build();
    }

    private static AwsThing thing(software.amazon.awssdk.services.ec2.model.Address address, Scope<?> scope) {
        // One of EC2-Classic has no allocation, and nothing here can use it.
        String id = address.allocationId() == null ? address.publicIp() : address.allocationId();
        return AwsThing.of(PART, id, address)
                .tags(Tags.map(address.tags(), Tag::key, Tag::value))
                .remembered(scope)
                .output(Address.ID, NativeId.of(PART, id))
                .output(Address.RESERVED, reserved(address.publicIp()))
                .build();
    }

    private static Reserved reserved(String publicIp) {
        return Reserved.of(List.of(IpAddress.parse(publicIp)));
    }

    @Override
    public Address spec(AwsThing there) {
        return Address.builder().family(Address.Family.IPV4).build();
    }

    @Override
    public Steps create(Change<Address> change, Planning planning) {
        Key key = change.key();
        Step step = ec2.step("AllocateAddress", key.name(), key)
                .with("Domain", DomainType.VPC.toString())
                .with("TagSpecifications", TagSteps.ofNew(ResourceType.ELASTIC_IP, change, Map.of()))
                .repeat(Repeat.BLIND)
                .impact(Impact.COSTS)
                .fills(key, Address.ID)
                .fills(key, Address.RESERVED);
        return step.call(run -> {
            AllocateAddressResponse made = ec2.create(
                    step,
                    run,
                    AllocateAddressRequest.builder(),
                    Ec2Client::allocateAddress,
                    Address.ID,
                    answer -> NativeId.of(PART, answer.allocationId()));
            run.fill(key, Address.RESERVED, reserved(made.publicIp()));
            return made;
        });
    }

    @Override
    public Steps update(Change<Address> change, AwsThing there, Planning planning) {
        if (change.intent() == Change.Intent.ADOPT) {
            planning.output(change.key(), Address.ID, Value.of(there.nativeId()));
            planning.output(
                    change.key(),
                    Address.RESERVED,
                    Value.of(reserved(there.object(software.amazon.awssdk.services.ec2.model.Address.class)
                            .publicIp())));
        }
        return tags.change(change.key(), Map.of(there, TagSteps.wanted(change, there, Map.of())));
    }

    @Override
    public Steps delete(Change<Address> change, AwsThing there) {
        Key key = change.key();
        if (there.mark().map(Mark::origin).orElse(Mark.Origin.ADOPTED) == Mark.Origin.ADOPTED) {
            return tags.change(key, Map.of(there, TagSteps.unmarked(there)));
        }
        Step step = ec2.delete("ReleaseAddress", there.nativeId(), key).impact(Impact.LOSES_ADDRESS, Impact.DELETES);
        return step.call(run -> ec2.write(
                step,
                run,
                ReleaseAddressRequest.builder().allocationId(run.get("id", String.class)),
                Ec2Client::releaseAddress));
    }
}

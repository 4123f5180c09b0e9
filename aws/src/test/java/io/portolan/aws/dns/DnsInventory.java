package io.portolan.aws.dns;

import io.portolan.aws.Inventory;
import io.portolan.aws.MotoAccount;
import io.portolan.model.NativeId;
import java.util.Map;
import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.route53.model.HostedZone;

/** Zones, record sets and health checks on moto. */
public final class DnsInventory implements Inventory {
    @Override
    public void census(MotoAccount account, Map<NativeId, String> all) {
        try (Route53Client client = account.client(Route53Client.builder())) {
            for (HostedZone zone : client.listHostedZones().hostedZones()) {
                all.put(NativeId.of("zone", Zone.id(zone.id())), zone.name() + " " + zone.config());
            }
        }
    }
}

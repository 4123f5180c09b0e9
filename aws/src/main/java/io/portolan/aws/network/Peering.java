package io.portolan.aws.network;

import io.portolan.aws.account.AwsThing;
import io.portolan.aws.account.Tags;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.ec2.model.Route;
import software.amazon.awssdk.services.ec2.model.RouteTable;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.VpcPeeringConnection;

/**
 * A peering connection as each of its sides shows it: one view where both networks are in one site, else two. Tags belong to an account and a region, so
 * that each view has its own. Immutable.
 *
 * @param views the views by the names of their sites
 */
record Peering(Map<String, VpcPeeringConnection> views) {
    static final String PART = "peering";

    /** Those that are or are to be. What has come to one of the other ends is listed for hours or days, and nothing can be done to it. */
    private static final Set<String> LIVE =
            Set.of("initiating-request", "pending-acceptance", "provisioning", "active", "deleting");

    Peering {
        views = Map.copyOf(views);
    }

    static boolean isLive(VpcPeeringConnection view) {
        return LIVE.contains(status(view));
    }

    static String status(VpcPeeringConnection view) {
        return view.status() == null ? "" : view.status().codeAsString();
    }

    private VpcPeeringConnection any() {
        return views.values().iterator().next();
    }

    String id() {
        return any().vpcPeeringConnectionId();
    }

    String requester() {
        return any().requesterVpcInfo().vpcId();
    }

    String accepter() {
        return any().accepterVpcInfo().vpcId();
    }

    boolean joins(String one, String other) {
        return Set.of(requester(), accepter()).equals(Set.of(one, other));
    }

    /** The state as the side shows that is furthest behind. */
    boolean is(String status) {
        return views.values().stream().anyMatch(view -> status(view).equals(status));
    }

    boolean isActive() {
        return views.values().stream().allMatch(view -> status(view).equals("active"));
    }

    /** Each view as a thing with its own tags. */
    Map<String, AwsThing> things() {
        Map<String, AwsThing> things = new LinkedHashMap<>();
        views.forEach((site, view) ->
                things.put(site, AwsThing.of(PART, id(), view).tags(tags(view)).build()));
        return things;
    }

    static Map<String, String> tags(VpcPeeringConnection view) {
        return Tags.map(view.tags(), Tag::key, Tag::value);
    }

    /** A route table of a site. */
    record Table(String site, RouteTable table) {
        /** The routes that lead over this peering. */
        List<Route> over(String peering) {
            return table.routes().stream()
                    .filter(route -> peering.equals(route.vpcPeeringConnectionId()))
                    .toList();
        }
    }

    static String destination(Route route) {
        return route.destinationCidrBlock() != null ? route.destinationCidrBlock() : route.destinationIpv6CidrBlock();
    }

    /** The tables of these things. */
    static List<AwsThing> tables(Collection<AwsThing> all) {
        return all.stream().filter(thing -> thing.is(Layout.TABLE)).toList();
    }
}

package io.portolan.aws.volume;

import io.portolan.Code;
import io.portolan.Failure;
import io.portolan.PortolanException;
import io.portolan.aws.account.Pages;
import io.portolan.aws.account.Service;
import io.portolan.model.NativeId;
import io.portolan.spi.driver.Reads;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.AvailabilityZone;
import software.amazon.awssdk.services.ec2.model.DescribeAvailabilityZonesResponse;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesResponse;
import software.amazon.awssdk.services.ec2.model.DescribeSnapshotsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeVolumesModificationsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeVolumesResponse;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.Snapshot;
import software.amazon.awssdk.services.ec2.model.Volume;
import software.amazon.awssdk.services.ec2.model.VolumeModification;

/** The reads of EBS, each once in a pass, in bulk: by tag, or by filters over many ids. An id in a filter that is not there is no error. */
final class VolumeReads {
    /** What marks a volume or snapshot, and what marks attachments on it. Filters take wildcards (EC2 user guide, "Filtering"). */
    private static final Filter MARKED = filter("tag-key", List.of("portolan*"));
    /** How many volumes AWS gives in a page at most, and how many values it takes in a filter. */
    private static final int PAGE = 500;

    private static final int VALUES = 200;
    private static final Set<String> GONE = Set.of("deleting", "deleted");

    private final Service<Ec2Client> ec2;
    private final Reads reads;

    VolumeReads(Service<Ec2Client> ec2, Reads reads) {
        this.ec2 = ec2;
        this.reads = reads;
    }

    /** Every volume with a mark, whoever's. */
    List<Volume> marked() {
        return reads.once(ec2.call("DescribeVolumes"), "marked", () -> volumes("", MARKED));
    }

    /** Those of these volumes that are there; the ones with a mark cost nothing more. */
    List<Volume> volumes(Collection<String> ids) {
        Map<String, Volume> found = new LinkedHashMap<>();
        Set<String> missing = new TreeSet<>(ids);
        for (Volume volume : marked()) {
            if (missing.remove(volume.volumeId())) {
                found.put(volume.volumeId(), volume);
            }
        }
        byId("DescribeVolumes", "volume-id", missing, this::volumes).forEach(v -> found.put(v.volumeId(), v));
        return List.copyOf(found.values());
    }

    /** One volume, with the others' call where it has a mark. */
    Optional<Volume> volume(String id) {
        return volumes(List.of(id)).stream().findFirst();
    }

    private List<Volume> volumes(String about, Filter filter) {
        List<Volume> all = Pages.all(
                token -> ec2.read(
                        "DescribeVolumes",
                        page(about, token),
                        client -> client.describeVolumes(request ->
                                request.filters(filter).maxResults(PAGE).nextToken(Pages.token(token)))),
                DescribeVolumesResponse::volumes,
                DescribeVolumesResponse::nextToken);
        return all.stream().filter(v -> !GONE.contains(v.stateAsString())).toList();
    }

    /** The last modification of each volume where it goes on or has failed. */
    Map<String, VolumeModification> modifications() {
        Filter open = filter("modification-state", List.of("modifying", "optimizing", "failed"));
        return reads.once(ec2.call("DescribeVolumesModifications"), "", () -> {
            Map<String, VolumeModification> all = new LinkedHashMap<>();
            Pages.all(
                            token -> ec2.read(
                                    "DescribeVolumesModifications",
                                    token,
                                    client -> client.describeVolumesModifications(request -> request.filters(open)
                                            .maxResults(PAGE)
                                            .nextToken(Pages.token(token)))),
                            DescribeVolumesModificationsResponse::volumesModifications,
                            DescribeVolumesModificationsResponse::nextToken)
                    .forEach(m -> all.put(m.volumeId(), m));
            return all;
        });
    }

    /** Every snapshot with a mark, whoever's of this account. */
    List<Snapshot> markedSnapshots() {
        return reads.once(ec2.call("DescribeSnapshots"), "marked", () -> snapshots("", MARKED));
    }

    /** Those of these snapshots that are there. */
    List<Snapshot> snapshots(Collection<String> ids) {
        Map<String, Snapshot> found = new LinkedHashMap<>();
        Set<String> missing = new TreeSet<>(ids);
        for (Snapshot snapshot : markedSnapshots()) {
            if (missing.remove(snapshot.snapshotId())) {
                found.put(snapshot.snapshotId(), snapshot);
            }
        }
        byId("DescribeSnapshots", "snapshot-id", missing, this::snapshots).forEach(s -> found.put(s.snapshotId(), s));
        return List.copyOf(found.values());
    }

    private List<Snapshot> snapshots(String about, Filter filter) {
        return Pages.all(
                token -> ec2.read(
                        "DescribeSnapshots",
                        page(about, token),
                        client -> client.describeSnapshots(request -> request.ownerIds("self")
                                .filters(filter)
                                .maxResults(PAGE)
                                .nextToken(Pages.token(token)))),
                DescribeSnapshotsResponse::snapshots,
                DescribeSnapshotsResponse::nextToken);
    }

    /** Those of these machines that are there, by id. */
    Map<String, Instance> machines(Collection<String> ids) {
        Map<String, Instance> found = new LinkedHashMap<>();
        byId("DescribeInstances", "instance-id", new TreeSet<>(ids), this::machines)
                .forEach(instance -> found.put(instance.instanceId(), instance));
        return found;
    }

    private List<Instance> machines(String about, Filter filter) {
        return Pages.all(
                token -> ec2.read(
                        "DescribeInstances",
                        page(about, token),
                        client -> client.describeInstances(request ->
                                request.filters(filter).maxResults(PAGE).nextToken(Pages.token(token)))),
                page -> page.reservations().stream()
                        .flatMap(reservation -> reservation.instances().stream())
                        .toList(),
                DescribeInstancesResponse::nextToken);
    }

    /** The names of the zones of the region that may be used, in order; local and wavelength zones are not among them. */
    List<String> zones() {
        return reads.once(ec2.call("DescribeAvailabilityZones"), "zones of volumes", () -> {
            DescribeAvailabilityZonesResponse answer = ec2.read(
                    "DescribeAvailabilityZones",
                    "",
                    client -> client.describeAvailabilityZones(
                            request -> request.filters(filter("state", List.of("available")))));
            return answer.availabilityZones().stream()
                    .filter(zone -> zone.zoneType() == null || zone.zoneType().equals("availability-zone"))
                    .map(AvailabilityZone::zoneName)
                    .sorted()
                    .toList();
        });
    }

    /** In as few calls as filters allow. */
    private <T> List<T> byId(String operation, String filter, Set<String> ids, Listing<T> listing) {
        List<T> all = new ArrayList<>();
        List<String> sorted = List.copyOf(ids);
        for (int from = 0; from < sorted.size(); from += VALUES) {
            List<String> some = sorted.subList(from, Math.min(sorted.size(), from + VALUES));
            all.addAll(reads.once(
                    ec2.call(operation), some, () -> listing.read(String.join(" ", some), filter(filter, some))));
        }
        return all;
    }

    /** What was asked for by id together with others, and was not in the answer. */
    static <T> T missing(NativeId id) {
        throw new PortolanException(Failure.of(Code.NOT_FOUND, id + " is not there"));
    }

    private interface Listing<T> {
        List<T> read(String about, Filter filter);
    }

    private static Filter filter(String name, List<String> values) {
        return Filter.builder().name(name).values(values).build();
    }

    private static String page(String about, String token) {
        return (about + " " + token).strip();
    }
}

package io.portolan.aws.dns;

import io.portolan.dns.DnsName;
import io.portolan.dns.RecordSet;
import io.portolan.model.Key;
import io.portolan.model.NativeId;
import io.portolan.spi.driver.Claim;
import io.portolan.spi.driver.Mark;
import io.portolan.spi.toolkit.Names;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.route53.model.RRType;
import software.amazon.awssdk.services.route53.model.ResourceRecord;
import software.amazon.awssdk.services.route53.model.ResourceRecordSet;

/**
 * The marks of the record sets of one zone. Route 53's record sets have no field for a mark, so marks stand in TXT sets beside them: up to 64 for an
 * owner, by a hash of the marked set's name. A thousand record sets then cost four pages of 300 and not seven, and a change writes its own share only,
 * in the same atomic batch. Immutable.
 *
 * <p>{@code _portolan-1a2b3c4d-07.shop.example. TXT "portolan owner=shop" "A www shop/="}: the record set {@code www.shop.example. A} is {@code
 * RecordSet/shop/www/A} of the owner {@code shop}. After the key come {@code a} for adopted, {@code p} for protected, {@code r} for retained.
 */
final class Registry implements RecordThing {
    private static final int SHARES = 64;
    private static final long TTL = 300;
    /** A value has up to 4,000 characters (developer guide, "TXT record type"). */
    private static final int MOST = 3900;

    private static final String HEADER = "portolan owner=";
    private static final String PREFIX = "_portolan-";

    private final NativeId id;
    private final DnsName zone;
    /** What stands there now, by name. */
    private final Map<String, ResourceRecordSet> sets = new TreeMap<>();
    /** Marks by the name of their TXT set, then by label. */
    private final Map<String, Map<String, Mark>> marks = new TreeMap<>();

    private Registry(NativeId id, DnsName zone) {
        this.id = id;
        this.zone = zone;
    }

    /** The registry of a zone that is about to be made, or has none. */
    static Registry empty(NativeId zone, DnsName name) {
        return new Registry(id(zone), name);
    }

    static NativeId id(NativeId zone) {
        return NativeId.of("registry", zone.value());
    }

    /** Reads the registry out of a zone's record sets. */
    static Registry read(NativeId zone, DnsName name, List<ResourceRecordSet> all) {
        Registry registry = empty(zone, name);
        for (ResourceRecordSet set : all) {
            if (isShare(set)) {
                String share = Octal.decoded(set.name());
                registry.sets.put(share, set);
                set.resourceRecords().forEach(record -> registry.read(share, record.value()));
            }
        }
        return registry;
    }

    static boolean isShare(ResourceRecordSet set) {
        return set.type() == RRType.TXT
                && set.name().startsWith(PREFIX)
                && set.resourceRecords().stream().anyMatch(r -> r.value().startsWith("\"" + HEADER));
    }

    private void read(String share, String value) {
        String[] strings = value.substring(1, value.length() - 1).split("\" \"");
        String owner = strings[0].substring(HEADER.length());
        for (int i = 1; i < strings.length; i++) {
            String[] words = strings[i].split(" ");
            if (words.length >= 3) {
                String label = zone.child(words[1]) + " " + words[0];
                marks.computeIfAbsent(share, n -> new TreeMap<>()).put(label, mark(owner, words));
            }
        }
    }

    private static Mark mark(String owner, String[] words) {
        String flags = words.length > 3 ? words[3] : "";
        String key = words[2];
        if (key.endsWith("/=") || key.endsWith("/~")) {
            String type = key.endsWith("=") ? words[0] : "alias";
            key = key.substring(0, key.length() - 1) + words[1] + "/" + type;
        }
        return Mark.of(owner, Key.of(RecordSet.KIND, key))
                .origin(flags.contains("a") ? Mark.Origin.ADOPTED : Mark.Origin.CREATED)
                .hold(
                        flags.contains("p")
                                ? Mark.Hold.PROTECTED
                                : flags.contains("r") ? Mark.Hold.RETAINED : Mark.Hold.NONE);
    }

    @Override
    public NativeId nativeId() {
        return id;
    }

    /** The marks in it are of others. */
    @Override
    public Optional<Mark> mark() {
        return Optional.empty();
    }

    @Override
    public Set<Claim> claims() {
        return Set.of();
    }

    /** The mark of a record set; of several owners' the first by name of their share. */
    Optional<Mark> mark(String label) {
        return marks.values().stream()
                .flatMap(share -> Optional.ofNullable(share.get(label)).stream())
                .findFirst();
    }

    /** Every mark, by label. */
    Map<String, Mark> all() {
        Map<String, Mark> all = new TreeMap<>();
        marks.values().forEach(all::putAll);
        return all;
    }

    /** The share of an owner that a name's marks stand in. */
    String share(String owner, String name) {
        int number = Integer.parseInt(Names.hash(name).substring(0, 4), 16) % SHARES;
        return String.format("%s%s-%02d.%s", PREFIX, Names.hash(owner).substring(0, 8), number, zone);
    }

    /** The registry after these marks have been set, or, where there is none, taken out; and what that changes in the zone. */
    Registry with(Map<String, Optional<Mark>> changes) {
        Registry after = new Registry(id, zone);
        marks.forEach((share, content) -> after.marks.put(share, new TreeMap<>(content)));
        changes.forEach((label, mark) -> {
            after.marks.values().forEach(share -> share.remove(label));
            mark.ifPresent(m -> after.marks
                    .computeIfAbsent(share(m.owner(), label.substring(0, label.indexOf(' '))), s -> new TreeMap<>())
                    .put(label, m));
        });
        after.marks.values().removeIf(Map::isEmpty);
        after.marks.forEach((share, content) -> {
            ResourceRecordSet now = sets.get(share);
            boolean same = now != null && content.equals(marks.get(share));
            after.sets.put(share, same ? now : written(share, content));
        });
        return after;
    }

    /** What takes the zone from this registry to that one: the shares that differ, with what stands there and what is to. */
    Map<String, ShareChange> to(Registry after) {
        Map<String, ShareChange> changes = new TreeMap<>();
        sets.forEach((share, set) -> {
            if (!set.equals(after.sets.get(share))) {
                changes.put(share, new ShareChange(set, after.sets.get(share)));
            }
        });
        after.sets.forEach((share, set) -> {
            if (!sets.containsKey(share)) {
                changes.put(share, new ShareChange(null, set));
            }
        });
        return changes;
    }

    private ResourceRecordSet written(String share, Map<String, Mark> content) {
        List<ResourceRecord> records = new ArrayList<>();
        StringBuilder value = new StringBuilder();
        for (Map.Entry<String, Mark> entry : content.entrySet()) {
            String text = entry(entry.getKey(), entry.getValue());
            if (value.length() + text.length() > MOST) {
                records.add(record(value));
                value.setLength(0);
            }
            if (value.isEmpty()) {
                value.append('"')
                        .append(HEADER)
                        .append(entry.getValue().owner())
                        .append('"');
            }
            value.append(" \"").append(text).append('"');
        }
        records.add(record(value));
        return ResourceRecordSet.builder()
                .name(share)
                .type(RRType.TXT)
                .ttl(TTL)
                .resourceRecords(records)
                .build();
    }

    private static ResourceRecord record(StringBuilder value) {
        return ResourceRecord.builder().value(value.toString()).build();
    }

    private String entry(String label, Mark mark) {
        int blank = label.indexOf(' ');
        String name = DnsName.parse(label.substring(0, blank)).relativeTo(zone);
        String type = label.substring(blank + 1);
        String flags = (mark.origin() == Mark.Origin.ADOPTED ? "a" : "")
                + switch (mark.hold()) {
                    case PROTECTED -> "p";
                    case RETAINED -> "r";
                    case NONE -> "";
                };
        String key =
                shortened(shortened(mark.key().name(), "/" + name + "/" + type, "/="), "/" + name + "/alias", "/~");
        return type + " " + name + " " + key + (flags.isEmpty() ? "" : " " + flags);
    }

    private static String shortened(String key, String end, String sign) {
        return key.endsWith(end) ? key.substring(0, key.length() - end.length()) + sign : key;
    }

    /** What stands in a share and what is to; neither both null nor equal. */
    record ShareChange(
            @Nullable ResourceRecordSet before, @Nullable ResourceRecordSet after) {
        int elements() {
            return elements(before) + elements(after);
        }

        int characters() {
            return characters(before) + characters(after);
        }

        private static int elements(@Nullable ResourceRecordSet set) {
            return set == null ? 0 : set.resourceRecords().size();
        }

        private static int characters(@Nullable ResourceRecordSet set) {
            return set == null
                    ? 0
                    : set.resourceRecords().stream()
                            .mapToInt(r -> r.value().length())
                            .sum();
        }

        @Override
        public String toString() {
            return text(before) + " -> " + text(after);
        }

        private static String text(@Nullable ResourceRecordSet set) {
            return set == null
                    ? "nothing"
                    : set.resourceRecords().stream()
                            .map(ResourceRecord::value)
                            .sorted()
                            .toList()
                            .toString();
        }
    }
}

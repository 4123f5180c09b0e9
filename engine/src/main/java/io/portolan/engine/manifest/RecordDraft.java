package io.portolan.engine.manifest;

import io.portolan.dns.Answer;
import io.portolan.dns.DnsName;
import io.portolan.dns.DnsZone;
import io.portolan.dns.RecordSet;
import io.portolan.dns.RecordSet.Policy;
import io.portolan.dns.RecordType;
import io.portolan.model.Field;
import io.portolan.model.Ref;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A record set before the name of its zone is known.
 *
 * @param node the whole of it
 * @param name the name as it is written
 * @param nameNode where that stands
 */
record RecordDraft(
        Node node,
        Reading at,
        String name,
        Node nameNode,
        @Nullable RecordType type,
        Field<Duration> ttl,
        Policy policy,
        List<Answer> answers) {

    /**
     * The record set in its zone; empty when its name can't be, which is reported.
     *
     * @param zoneName the zone's name; empty for a zone that is only known by an id or belongs to another stack
     */
    Optional<RecordSet> in(Ref<DnsZone> zone, Optional<DnsName> zoneName) {
        return absolute(zoneName).map(absolute -> {
            RecordSet.Builder set =
                    RecordSet.of(zone, absolute).ttl(ttl).policy(policy).answers(answers);
            if (type != null) {
                set.type(type);
            }
            return set.build();
        });
    }

    private Optional<DnsName> absolute(Optional<DnsName> zone) {
        try {
            return name.endsWith(".") ? within(DnsName.parse(name), zone) : relative(zone);
        } catch (IllegalArgumentException e) {
            report("P011", Texts.shorten(String.valueOf(e.getMessage())), null);
            return Optional.empty();
        }
    }

    private Optional<DnsName> within(DnsName absolute, Optional<DnsName> zone) {
        if (zone.isPresent() && !absolute.isWithin(zone.get())) {
            report("P055", "this name does not lie in its zone", "the zone is " + zone.get());
            return Optional.empty();
        }
        return Optional.of(absolute);
    }

    private Optional<DnsName> relative(Optional<DnsName> zone) {
        if (zone.isEmpty()) {
            report("P054", "this name has to be absolute: the name of its zone is not known here", "end it with a dot");
            return Optional.empty();
        }
        if (name.equals("@")) {
            return zone;
        }
        String apex = Texts.withoutDot(zone.get());
        String lower = name.toLowerCase(Locale.ROOT);
        if (!apex.isEmpty() && (lower.equals(apex) || lower.endsWith("." + apex))) {
            String own = lower.equals(apex) ? "@" : name.substring(0, name.length() - apex.length() - 1);
            at.report(problem("P052", "this name would become " + Texts.shorten(name) + "." + apex)
                    .because("names are relative to their zone")
                    .help("write `" + Texts.shorten(own) + "`, or `" + Texts.shorten(name)
                            + ".` with a dot at the end"));
            return Optional.empty();
        }
        return Optional.of(zone.get().child(name));
    }

    private void report(String code, String message, @Nullable String cause) {
        at.report(problem(code, message).because(cause));
    }

    private Diagnostic problem(String code, String message) {
        return at.field("name").problem(code, nameNode, message);
    }
}

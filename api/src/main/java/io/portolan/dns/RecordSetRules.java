package io.portolan.dns;

import io.portolan.model.Field;
import io.portolan.model.FieldPath;
import io.portolan.model.IpAddress;
import io.portolan.model.Problem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What must hold within one record set. */
final class RecordSetRules {
    private final RecordSet set;
    private final List<Problem> problems = new ArrayList<>();

    private RecordSetRules(RecordSet set) {
        this.set = set;
    }

    /** The path of an answer in a manifest: the choice is the key. */
    static FieldPath answer(RecordSet set, int i) {
        return set.policy() == RecordSet.Policy.SIMPLE
                ? FieldPath.ROOT
                : FieldPath.of(set.policy().name().toLowerCase(Locale.ROOT)).index(i);
    }

    static List<Problem> problems(RecordSet set) {
        RecordSetRules rules = new RecordSetRules(set);
        rules.shape();
        for (int i = 0; i < set.answers().size(); i++) {
            rules.answer(set.answers().get(i), answer(set, i));
        }
        return rules.problems;
    }

    private void problem(FieldPath at, String message) {
        problems.add(Problem.of("P050", at, message));
    }

    private void shape() {
        List<Answer> answers = set.answers();
        if (answers.isEmpty()) {
            problem(
                    FieldPath.ROOT,
                    "a record set answers something: values, alias, weighted, failover, geo or latency");
        }
        if (set.policy() == RecordSet.Policy.SIMPLE && answers.size() > 1) {
            problem(FieldPath.ROOT, "several answers need a policy");
        }
        if (set.type().isEmpty() && answers.stream().anyMatch(a -> a.alias().isEmpty())) {
            problem(FieldPath.of("type"), "values need a type");
        }
        ttl(set.ttl()).ifPresent(problems::add);
        if (set.policy() == RecordSet.Policy.WEIGHTED
                && !answers.isEmpty()
                && answers.stream().allMatch(a -> a.weight() == 0)) {
            problem(FieldPath.of("weighted"), "nothing would be answered: every weight is 0");
        }
    }

    /** A TTL as it goes over the wire (RFC 2181, 8). */
    static Optional<Problem> ttl(Field<Duration> ttl) {
        return ttl.value()
                .filter(d -> d.isNegative() || d.toSeconds() > Integer.MAX_VALUE || d.getNano() != 0)
                .map(d -> Problem.of("P050", FieldPath.of("ttl"), "a TTL is a whole number of seconds from 0s"));
    }

    private void answer(Answer answer, FieldPath at) {
        if (answer.alias().isEmpty() == answer.values().isEmpty()) {
            problem(
                    at,
                    answer.alias().isPresent()
                            ? "an answer has values or an alias, not both"
                            : "an answer has values or an alias");
        }
        if (answer.weight() < 0 || answer.weight() > 255) {
            problem(at.field("weight"), "a weight is from 0 to 255");
        }
        answer.healthCheck().ifPresent(c -> c.validate().forEach(p -> problems.add(p.under(at.field("healthCheck")))));
        if (answer.healthCheck().isPresent() && set.policy() == RecordSet.Policy.SIMPLE) {
            problem(at.field("healthCheck"), "a single answer is given whatever its health: a check needs a policy");
        }
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < answer.values().size(); i++) {
            String value = answer.values().get(i);
            if (answer.values().size() > 1 && !seen.add(value)) {
                problem(at.field("values").index(i), "this value stands twice");
            }
            value(value, at.field("values").index(i));
        }
        if (answer.values().size() > 1
                && set.type().filter(RecordType.CNAME::equals).isPresent()) {
            problem(at.field("values"), "a CNAME has one value");
        }
    }

    /** Only what every provider would refuse; the rest is the provider's to check. */
    private void value(String value, FieldPath at) {
        String type = set.typeWord();
        boolean right = switch (type) {
            case "A" -> IpAddress.isAddress(value) && value.indexOf(':') < 0;
            case "AAAA" -> IpAddress.isAddress(value) && value.indexOf(':') >= 0;
            case "CNAME", "NS", "PTR" -> isAbsolute(value);
            case "MX" -> value.matches("\\d{1,5} +\\S+") && isAbsolute(value.substring(value.lastIndexOf(' ') + 1));
            case "SRV" ->
                value.matches("\\d{1,5} +\\d{1,5} +\\d{1,5} +\\S+")
                        && isAbsolute(value.substring(value.lastIndexOf(' ') + 1));
            case "CAA" -> value.matches("\\d{1,3} +[a-zA-Z0-9]+ +.+");
            case "TXT" -> !value.isEmpty() && value.length() <= 4000;
            default -> !value.isBlank();
        };
        if (!right) {
            problems.add(Problem.of("P053", at, "not a value of type " + type + ": '" + value + "'")
                    .help(shapeOf(type)));
        }
    }

    private static boolean isAbsolute(String name) {
        if (!name.endsWith(".")) {
            return false;
        }
        try {
            DnsName.parse(name);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static String shapeOf(String type) {
        return switch (type) {
            case "A" -> "an IPv4 address, as 192.0.2.1";
            case "AAAA" -> "an IPv6 address, as 2001:db8::1";
            case "CNAME", "NS", "PTR" -> "an absolute name with the final dot, as web.example.com.";
            case "MX" -> "a preference and an absolute name, as 10 mx.example.com.";
            case "SRV" -> "priority, weight, port and an absolute name, as 10 5 443 web.example.com.";
            case "CAA" -> "flags, tag and a quoted value, as 0 issue \"ca.example\"";
            case "TXT" -> "1 to 4000 characters; quotes and chunks are added where they are needed";
            default -> "as in a master file";
        };
    }
}

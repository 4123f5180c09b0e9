package io.portolan.aws.dns;

import io.portolan.Code;
import io.portolan.Failure;
import io.portolan.PortolanException;
import io.portolan.model.Key;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.route53.model.InvalidChangeBatchException;
import software.amazon.awssdk.services.route53.model.ResourceRecord;
import software.amazon.awssdk.services.route53.model.ResourceRecordSet;

/**
 * What a refused batch says of its changes. Route 53 has one code for all of it, {@code InvalidChangeBatch}, and names the record sets in its messages
 * (API reference, {@code ChangeResourceRecordSets}; wording as recorded in recordings/aws and as external-dns and octoDNS quote it). Where nobody is
 * named, the engine halves the batch.
 */
final class ChangeErrors {
    private static final Pattern SET = Pattern.compile("\\[name='([^']+)', type='([A-Z]+)'");
    private static final Pattern NAMED = Pattern.compile("DNS name ([^ ,\\]]+)(?:,? (?:and )?type ([A-Z]+))?");
    private static final Pattern VALUE = Pattern.compile("(?:encountered with|Duplicate Resource Record:) '([^']*)'");
    /** What says that the zone is not as it was read. */
    private static final Pattern MOVED =
            Pattern.compile("but it (already exists|was not found)|but the values provided do not match");

    private ChangeErrors() {}

    /** The same failure with those at fault; a batch that met another zone than was read is a conflict. */
    static PortolanException blame(PortolanException e, List<RecordEdit> edits) {
        if (!(e.getCause() instanceof InvalidChangeBatchException refused)) {
            return e;
        }
        List<String> said = said(refused);
        Set<Key> wrong = new HashSet<>();
        boolean moved = false;
        for (String message : said) {
            if (MOVED.matcher(message).find()) {
                moved = true;
            } else {
                wrong.addAll(named(message, edits));
            }
        }
        Failure failure = e.failure();
        if (!wrong.isEmpty()) {
            return new PortolanException(failure.culprits(wrong), e.getCause());
        }
        if (!moved) {
            return e;
        }
        Failure conflict = Failure.of(Code.CONFLICT, failure.message());
        conflict = failure.nativeCall().map(conflict::nativeCall).orElse(conflict);
        conflict = failure.nativeCode().map(conflict::nativeCode).orElse(conflict);
        conflict = failure.requestId().map(conflict::requestId).orElse(conflict);
        return new PortolanException(conflict, e.getCause());
    }

    /** What is said, a line for each problem; older answers say all in one. */
    static List<String> said(InvalidChangeBatchException refused) {
        return refused.hasMessages() && !refused.messages().isEmpty()
                ? refused.messages()
                : List.of(refused.awsErrorDetails().errorMessage().split("(?<=[.'\\]]) ?, (?=[A-Z])"));
    }

    private static Set<Key> named(String message, List<RecordEdit> edits) {
        Set<Key> keys = new HashSet<>();
        for (Pattern pattern : List.of(SET, NAMED)) {
            Matcher matcher = pattern.matcher(message);
            while (matcher.find()) {
                String name = Octal.decoded(matcher.group(1));
                String type = matcher.group(2);
                edits.stream()
                        .filter(edit -> edit.name().toString().equals(ZoneReads.absolute(name)))
                        .filter(edit -> type == null || edit.type().toString().equals(type))
                        .forEach(edit -> keys.add(edit.key()));
            }
        }
        Matcher value = VALUE.matcher(message);
        while (value.find()) {
            String text = value.group(1);
            edits.stream().filter(edit -> has(edit, text)).forEach(edit -> keys.add(edit.key()));
        }
        return keys;
    }

    private static boolean has(RecordEdit edit, String value) {
        return edit.after().now().stream()
                .flatMap(content -> content.sets().stream())
                .map(ResourceRecordSet::resourceRecords)
                .flatMap(List::stream)
                .map(ResourceRecord::value)
                .anyMatch(value::equals);
    }
}

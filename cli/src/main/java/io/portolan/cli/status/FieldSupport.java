package io.portolan.cli.status;

import io.portolan.Support;
import io.portolan.cli.support.Tables;
import io.portolan.model.Feature;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What the installed providers hold of a field, where a feature has the field's words as its name: {@code drainTimeout}, "drain timeout". */
final class FieldSupport {
    private FieldSupport() {}

    /** Lines for people, each with a line feed; empty where no feature is named so. */
    static String of(String path) {
        String[] words = path.replaceAll("\\[\\d*]", "").split("\\.", -1);
        String last = spaced(words[words.length - 1]);
        String both = words.length > 2 ? spaced(words[words.length - 2]) + " " + last : last;
        StringBuilder text = new StringBuilder();
        for (Map.Entry<String, Map<String, Support>> provider :
                Tables.installed().entrySet()) {
            Support support = provider.getValue().get(words[0]);
            if (support != null) {
                Optional.ofNullable(support.entries().get(Feature.of(words[0], last)))
                        .or(() -> Optional.ofNullable(support.entries().get(Feature.of(words[0], both))))
                        .ifPresent(entry -> text.append(line(entry, provider.getKey())));
            }
        }
        return text.toString();
    }

    private static String spaced(String camelCase) {
        return camelCase.replaceAll("([a-z])([A-Z])", "$1 $2").toLowerCase(Locale.ROOT);
    }

    private static String line(Support.Entry entry, String provider) {
        String range = entry.min().isPresent() && entry.max().isPresent()
                ? "From " + Tables.shown(entry.min().get()) + " to "
                        + Tables.shown(entry.max().get()) + " on " + provider + "; "
                : "On " + provider + " ";
        return range + entry.level().name().toLowerCase(Locale.ROOT)
                + (entry.note().isEmpty() ? "" : " (" + entry.note() + ")") + ".\n";
    }
}

package io.portolan.model;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as manifests write them: whole numbers with units ms, s, m, h that add up, as {@code 1h30m}. */
public final class Durations {
    private static final Pattern WHOLE =
            Pattern.compile("(?:(\\d{1,9})h)?(?:(\\d{1,9})m(?!s))?(?:(\\d{1,9})s)?(?:(\\d{1,9})ms)?");

    private Durations() {}

    /** Reads a duration; a bare number and an empty text are refused. */
    public static Duration parse(String text) {
        Matcher m = WHOLE.matcher(text);
        if (text.isEmpty() || !m.matches()) {
            throw new IllegalArgumentException(
                    "not a duration: '" + text + "'; units are ms, s, m, h and add up: 1h30m");
        }
        return Duration.ofHours(number(m, 1))
                .plusMinutes(number(m, 2))
                .plusSeconds(number(m, 3))
                .plusMillis(number(m, 4));
    }

    private static long number(Matcher m, int group) {
        String digits = m.group(group);
        return digits == null ? 0 : Long.parseLong(digits);
    }

    /** Writes a duration the way {@link #parse} reads it; parts below a millisecond are cut. */
    public static String format(Duration d) {
        if (d.isZero()) {
            return "0s";
        }
        StringBuilder text = new StringBuilder();
        append(text, d.toHours(), "h");
        append(text, d.toMinutesPart(), "m");
        append(text, d.toSecondsPart(), "s");
        append(text, d.toMillisPart(), "ms");
        return text.length() == 0 ? "0s" : text.toString();
    }

    private static void append(StringBuilder text, long n, String unit) {
        if (n != 0) {
            text.append(n).append(unit);
        }
    }
}

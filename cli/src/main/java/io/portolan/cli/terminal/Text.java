package io.portolan.cli.terminal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Words, numbers and times as the screens write them. */
public final class Text {
    /** How wide a screen is. */
    public static final int WIDTH = 100;
    /** Where an exit code at the end of a line ends. */
    private static final int EXIT = 97;

    private Text() {}

    /** A number and its noun: {@code 1 write}, {@code 1,204 writes}. */
    public static String count(long n, String noun) {
        return String.format(Locale.ROOT, "%,d ", n) + (n == 1 ? noun : plural(noun));
    }

    private static String plural(String noun) {
        return noun.endsWith("s")
                ? noun + "es"
                : noun.endsWith("y") ? noun.substring(0, noun.length() - 1) + "ies" : noun + "s";
    }

    /** How long something took: {@code 0.4 s}, {@code 62.0 s}, {@code 5 m 23 s}, {@code 2 h 04 m}. */
    public static String took(Duration d) {
        if (d.compareTo(Duration.ofSeconds(100)) < 0) {
            return String.format(Locale.ROOT, "%.1f s", d.toMillis() / 1000.0);
        }
        return d.toHours() == 0
                ? String.format(Locale.ROOT, "%d m %02d s", d.toMinutes(), d.toSecondsPart())
                : String.format(Locale.ROOT, "%d h %02d m", d.toHours(), d.toMinutesPart());
    }

    /** A short time for people: {@code 0.4 ms}, {@code 18 ms}, {@code 1.2 s}. */
    public static String latency(Duration d) {
        double millis = d.toNanos() / 1e6;
        if (millis >= 1000) {
            return String.format(Locale.ROOT, "%.1f s", millis / 1000);
        }
        return String.format(Locale.ROOT, millis < 10 ? "%.1f ms" : "%.0f ms", millis);
    }

    /** How long ago, in one unit: {@code 14 min}, {@code 2 h}, {@code 3 d}. */
    public static String ago(Duration d) {
        if (d.toMinutes() < 1) {
            return Math.max(0, d.toSeconds()) + " s";
        }
        if (d.toHours() < 1) {
            return d.toMinutes() + " min";
        }
        return d.toDays() < 2 ? d.toHours() + " h" : d.toDays() + " d";
    }

    /** A clock since the start: {@code 0:07}, {@code 12:40}. */
    public static String clock(Duration d) {
        return String.format(Locale.ROOT, "%d:%02d", d.toMinutes(), d.toSecondsPart());
    }

    /** The text filled up with spaces, and at least one space after it. */
    public static String column(String text, int width) {
        return text.length() >= width ? text + " " : text + " ".repeat(width - text.length());
    }

    /** Two ends of a line; the right one stands before column 97 where there is room. */
    public static String ends(String left, String right) {
        return left + " ".repeat(Math.max(2, EXIT - left.length() - right.length())) + right;
    }

    /** A line with the exit code at its end. */
    public static String exit(String line, int code) {
        return ends(line, "(exit " + code + ")");
    }

    /** The text on lines of at most this width, broken at spaces; a longer word stands alone. */
    public static List<String> wrap(String text, int width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ", -1)) {
            if (line.length() > 0 && line.length() + 1 + word.length() > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.length() == 0 ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }

    /** The text in at most this many characters, the cut shown. */
    public static String cut(String text, int most) {
        return text.length() <= most ? text : text.substring(0, Math.max(0, most - 3)) + "...";
    }

    /** A word for a command line: in quotes where a shell would read more into it. */
    public static String quote(String word) {
        return word.matches("[A-Za-z0-9_@%+=:,./-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}

package io.portolan.engine.manifest;

import io.portolan.dns.DnsName;
import io.portolan.model.Cidr;
import io.portolan.model.DataRate;
import io.portolan.model.DataSize;
import io.portolan.model.Durations;
import io.portolan.model.IpAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The texts that fields are written in. */
final class Texts {
    static final TextType<String> TEXT = TextType.of("text", "\"text\"", "", Function.identity());

    static final TextType<String> NAME =
            TextType.of("name", "web", "^[a-z0-9]([a-z0-9.-]{0,61}[a-z0-9])?$", Texts::name);

    static final TextType<Duration> DURATION = TextType.measure(
            "duration", "1h30m", "^([0-9]{1,9}h)?([0-9]{1,9}m)?([0-9]{1,9}s)?([0-9]{1,9}ms)?$", Durations::parse, "s");

    static final TextType<DataSize> SIZE =
            TextType.measure("size", "20Gi", "^[0-9]{1,19}(Ki|Mi|Gi|Ti|Pi)$", Texts::size, "Gi");

    static final TextType<DataRate> RATE =
            TextType.measure("rate", "250Mi/s", "^[0-9]{1,19}(Ki|Mi|Gi|Ti|Pi)/s$", Texts::rate, "Mi/s");

    static final TextType<Cidr> CIDR = TextType.of("block", "10.20.0.0/16", "^[0-9a-fA-F:.]+/[0-9]{1,3}$", Cidr::parse);

    static final TextType<IpAddress> IP = TextType.of("address", "10.20.1.10", "^[0-9a-fA-F:.]+$", IpAddress::parse);

    static final TextType<DnsName> DNS_NAME =
            TextType.of("DNS name", "shop.example", "^[^\\s]{1,255}$", DnsName::parse);

    private static final Pattern NAMES = Pattern.compile("[a-z0-9]([a-z0-9.-]{0,61}[a-z0-9])?");
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");
    private static final Pattern MEASURE = Pattern.compile("([0-9]{1,18}) ?([KMGTP])i?[bB]?(?:/s|ps)?");

    private Texts() {}

    private static String name(String text) {
        if (!isName(text)) {
            throw new IllegalArgumentException(
                    "not a name: '" + text
                            + "'; names have up to 63 lower case letters, digits, dots and hyphens, with a letter or digit at both ends");
        }
        return text;
    }

    /** Whether a text can name a stack, an environment or a resource. */
    static boolean isName(String text) {
        return NAMES.matcher(text).matches();
    }

    /** A name as people write it. */
    static String withoutDot(DnsName name) {
        String text = name.toString();
        return text.substring(0, text.length() - 1);
    }

    private static DataSize size(String text) {
        return DataSize.parse(unsigned(text));
    }

    private static DataRate rate(String text) {
        return DataRate.parse(unsigned(text));
    }

    private static String unsigned(String text) {
        if (text.startsWith("-") || text.startsWith("+")) {
            throw new IllegalArgumentException("a size has no sign: '" + text + "'");
        }
        return text;
    }

    /** What a text with a wrong or no unit was probably meant to be. */
    static Optional<String> probably(String text, String unit) {
        Matcher m = MEASURE.matcher(text);
        if (unit.isEmpty() || unit.equals("s") || !m.matches()) {
            return Optional.empty();
        }
        String meant = m.group(1) + m.group(2) + "i" + (unit.endsWith("/s") ? "/s" : "");
        return meant.equals(text) ? Optional.empty() : Optional.of(meant);
    }

    /** A word of the user's for a message: on one line, and not longer than anybody reads. */
    static String shorten(String text) {
        return cut(text, 100);
    }

    /** A sentence on one line. */
    static String line(String text) {
        return cut(text, 300);
    }

    private static String cut(String text, int most) {
        String line = CONTROL.matcher(text).replaceAll("?");
        return line.length() <= most ? line : line.substring(0, most - 3) + "...";
    }
}

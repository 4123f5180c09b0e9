package io.portolan.baremetal.nameserver;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/** Reads and writes names, types, times and values in the form of a master file. Each mistake is told; none is thrown. */
final class Values {
    /** RFC 2181, 8. */
    private static final long MAX_SECONDS = Integer.MAX_VALUE;

    /** What is left of a message beside a question and EDNS. */
    static final int MAX_SET = AnswerWriter.MAX_BYTES - 1024;

    private Values() {}

    /** An absolute name, or null where it is none and {@code problem} was told. */
    static @Nullable Name name(String text, Consumer<String> problem) {
        if (!text.chars().allMatch(c -> c > ' ' && c < 0x7F)) {
            problem.accept("\"" + text + "\" has characters outside ASCII or spaces: write it in its IDNA form (xn--)");
            return null;
        }
        try {
            Name name = Name.fromString(text);
            if (name.isAbsolute()) {
                return name;
            }
            problem.accept("\"" + text + "\" is not absolute: end it in a dot");
        } catch (TextParseException e) {
            problem.accept("\"" + text + "\" is not a domain name: " + e.getMessage());
        }
        return null;
    }

    /** A type that a zone may hold, or -1. */
    static int type(String text, Consumer<String> problem) {
        int type = Type.value(text, false);
        if (type < 0) {
            problem.accept("\"" + text + "\" is not a record type");
        } else if (!held(type)) {
            problem.accept("records of type " + text + " can't be held here");
            return -1;
        }
        return type;
    }

    /** Whether zones can hold a type: not what the server makes itself, what rewrites names, what signs zones, or what only asks. */
    static boolean held(int type) {
        return switch (type) {
            case 0, Type.SOA, Type.DNAME, Type.OPT -> false;
            case Type.RRSIG, Type.NSEC, Type.NSEC3, Type.NSEC3PARAM, Type.DNSKEY, Type.SIG, Type.KEY, Type.NXT -> false;
            default -> type < 128 || type > 255;
        };
    }

    /** Whole seconds from 0 to 2^31 - 1; 0 after a problem. */
    static long seconds(Duration time, Consumer<String> problem) {
        if (time.isNegative() || time.getSeconds() > MAX_SECONDS || time.getNano() != 0) {
            problem.accept(time + " is not a number of whole seconds from 0 to 2^31 - 1");
            return 0;
        }
        return time.getSeconds();
    }

    /** The records of one choice without duplicates; none after a problem. */
    static List<Record> records(Name name, int type, long ttl, List<String> values, Consumer<String> problem) {
        List<Record> records = new ArrayList<>();
        int bytes = 0;
        boolean failed = false;
        for (String value : values) {
            try {
                Record record = record(name, type, ttl, value);
                if (!records.contains(record)) {
                    records.add(record);
                    bytes += record.toWire(Section.ANSWER).length;
                }
            } catch (IOException | IllegalArgumentException e) {
                problem.accept("value " + quoted(value) + ": " + reason(e));
                failed = true;
            }
        }
        if (values.isEmpty()) {
            problem.accept("has no value");
        } else if (type == Type.CNAME && records.size() > 1) {
            problem.accept("a CNAME has one value, not " + records.size());
            failed = true;
        } else if (bytes > MAX_SET) {
            problem.accept("its values do not fit into one message");
            failed = true;
        }
        return failed ? List.of() : records;
    }

    private static Record record(Name name, int type, long ttl, String value) throws IOException {
        if (hasComment(value)) {
            throw new TextParseException("a comment or a second line can't be part of a value; quote or escape it");
        }
        return Record.fromString(name, type, DClass.IN, ttl, value, null);
    }

    /** The value of a record, such that parsing it gives that record again. */
    static String text(Record record) {
        String text = record.rdataToString();
        try {
            Record again = record(record.getName(), record.getType(), record.getTTL(), text);
            if (again.equals(record)) {
                return text;
            }
        } catch (IOException | IllegalArgumentException e) {
            return generic(record);
        }
        return generic(record);
    }

    /** RFC 3597, 5. */
    private static String generic(Record record) {
        byte[] data = record.rdataToWireCanonical();
        StringBuilder text = new StringBuilder("\\# ").append(data.length).append(' ');
        for (byte b : data) {
            text.append(Character.forDigit(b >> 4 & 0xF, 16)).append(Character.forDigit(b & 0xF, 16));
        }
        return text.toString();
    }

    private static boolean hasComment(String value) {
        boolean quoted = false;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == '\n' || c == '\r' || c == ';' && !quoted) {
                return true;
            }
        }
        return false;
    }

    private static String quoted(String value) {
        return "\"" + (value.length() > 120 ? value.substring(0, 120) + "..." : value) + "\"";
    }

    /** dnsjava puts "file:line: " in front, where there is no file. */
    private static String reason(Exception e) {
        String message = String.valueOf(e.getMessage());
        return message.startsWith("<none>:1: ") ? message.substring("<none>:1: ".length()) : message;
    }
}

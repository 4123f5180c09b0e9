package io.portolan.engine.manifest;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.regex.Pattern;

/** Numbers of YAML 1.2's core schema. */
final class Numbers {
    private static final Pattern INTEGER = Pattern.compile("[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+");
    private static final Pattern FLOAT = Pattern.compile(
            "[-+]?(?:\\.[0-9]+|[0-9]+(?:\\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?|[-+]?\\.(?:inf|Inf|INF)|\\.(?:nan|NaN|NAN)");
    /** Longer than this is no number of ours, and costs quadratic time to read. */
    private static final int DIGITS = 40;

    private Numbers() {}

    static boolean isInteger(String text) {
        return couldBe(text) && INTEGER.matcher(text).matches();
    }

    static boolean isFloat(String text) {
        return couldBe(text) && FLOAT.matcher(text).matches();
    }

    private static boolean couldBe(String text) {
        if (text.isEmpty()) {
            return false;
        }
        char c = text.charAt(0);
        return (c >= '0' && c <= '9') || c == '-' || c == '+' || c == '.';
    }

    /** The value of an integer; saturated where it has more digits than any field could hold. */
    static BigInteger integer(String text) {
        if (text.length() > DIGITS) {
            return BigInteger.TEN.pow(DIGITS).multiply(BigInteger.valueOf(text.charAt(0) == '-' ? -1 : 1));
        }
        if (text.startsWith("0o")) {
            return new BigInteger(text.substring(2), 8);
        }
        return text.startsWith("0x") ? new BigInteger(text.substring(2), 16) : new BigInteger(text);
    }

    /** The value of a number as JSON has it: infinite ones and those with monstrous exponents are read as text by the caller. */
    static boolean isSmall(String text) {
        return text.length() <= DIGITS && text.indexOf('n') < 0 && text.indexOf('N') < 0 && exponent(text) < 300;
    }

    private static int exponent(String text) {
        int e = Math.max(text.indexOf('e'), text.indexOf('E'));
        String digits = e < 0 ? "0" : text.substring(e + 1).replaceFirst("[-+]?0*", "");
        return digits.length() > 4 ? Integer.MAX_VALUE : digits.isEmpty() ? 0 : Integer.parseInt(digits);
    }

    static BigDecimal decimal(String text) {
        return new BigDecimal(
                text.endsWith(".") ? text + "0" : text.replace(".e", ".0e").replace(".E", ".0E"));
    }
}

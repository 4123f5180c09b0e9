package io.portolan.baremetal.cloud;

import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/** DNS names, types and values as the text of master files. */
final class DnsText {
    private static final Set<Integer> NOT_HELD =
            Set.of(Type.SOA, Type.DNAME, Type.RRSIG, Type.NSEC, Type.NSEC3, Type.NSEC3PARAM, Type.DNSKEY, Type.OPT);

    private DnsText() {}

    /** An absolute name, lower case with its final dot. */
    static String name(Fields fields, String field, String text) {
        try {
            Name name = Name.fromString(text);
            if (name.isAbsolute()) {
                return name.canonicalize().toString();
            }
        } catch (TextParseException e) {
            throw fields.wrong(field, "is not a DNS name");
        }
        throw fields.wrong(field, "must be absolute: end it with a dot");
    }

    static boolean inside(String name, String zone) {
        return name.equals(zone) || zone.equals(".") || name.endsWith("." + zone);
    }

    /** A type in capitals that a zone can hold. */
    static String type(Fields fields) {
        String type = fields.text("type").toUpperCase(Locale.ROOT);
        int code = Type.value(type);
        if (code < 1 || !Type.isRR(code) || NOT_HELD.contains(code)) {
            throw fields.wrong("type", "must be a type that a zone can hold");
        }
        return type;
    }

    static void checkValue(Fields fields, String type, String value) {
        try {
            Record.fromString(Name.root, Type.value(type), DClass.IN, 0, value, Name.root);
        } catch (IOException | IllegalArgumentException e) {
            throw new CloudException(
                    CloudException.Code.INVALID, fields.path() + ".values: not the text of a " + type + " record", e);
        }
    }
}

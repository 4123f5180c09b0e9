package io.portolan.engine.manifest;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** Every code of a problem in the input, with what it means. Codes keep their meaning within a major version; new ones may come. */
public final class ProblemCodes {
    private static final Map<String, String> ALL = Collections.unmodifiableMap(new TreeMap<>(Map.ofEntries(
            Map.entry("P001", "YAML can't read the document; the rest of it was not checked"),
            Map.entry("P002", "there is no such field"),
            Map.entry("P003", "a field stands twice in one mapping"),
            Map.entry("P004", "a field or an element is empty (null)"),
            Map.entry(
                    "P005",
                    "something of YAML that manifests don't use: tags, merge keys, keys that are no words, unknown anchors"),
            Map.entry("P006", "a field is missing"),
            Map.entry("P007", "a value of another shape is wanted: a text, a number, a list, a mapping"),
            Map.entry("P008", "too much: nesting, aliases, values from variables, or problems"),
            Map.entry("P009", "a file can't be read, is not UTF-8, or is not there"),
            Map.entry("P010", "a number needs a unit, or has one that is not known"),
            Map.entry("P011", "a value is out of its range, misspelt, or does not fit the fields beside it"),
            Map.entry("P012", "blocks of addresses don't fit: outside of the network, or overlapping"),
            Map.entry("P013", "a route can never match, because an earlier one takes all of it"),
            Map.entry("P014", "no listener leads to a pool"),
            Map.entry("P015", "exactly one, or at most one, of some fields may be there"),
            Map.entry("P016", "the document's apiVersion or kind is not known, or belongs in another file"),
            Map.entry("P020", "what is referred to by name is not there"),
            Map.entry("P021", "two things have one key or name"),
            Map.entry("P022", "this can't be a name"),
            Map.entry("P030", "a secret stands in plain; it is not repeated"),
            Map.entry("P031", "a secret can't be read from where it is said to be"),
            Map.entry("P032", "what was read is no certificate or no private key in PEM"),
            Map.entry("P040", "the provider can't hold it"),
            Map.entry("P041", "the provider holds it with a loss that nobody has agreed to"),
            Map.entry("P050", "the parts of a record set don't fit each other"),
            Map.entry("P051", "a CNAME at the apex of a zone"),
            Map.entry("P052", "a name that repeats the name of its zone"),
            Map.entry("P053", "a value that its record type can't have"),
            Map.entry("P054", "an absolute name is needed, because the name of the zone is not known"),
            Map.entry("P055", "an absolute name that does not lie in its zone"),
            Map.entry("P056", "record sets that can't stand beside each other"),
            Map.entry("P060", "there is no such variable"),
            Map.entry("P061", "a value is given to what is no variable of the stack"),
            Map.entry("P062", "a variable has no value"),
            Map.entry("P063", "a variable is not written well, or can't stand there"),
            Map.entry("P064", "a variable is used nowhere (warning)"),
            Map.entry("P070", "there is no such environment"),
            Map.entry("P071", "the environment runs on several providers"),
            Map.entry("P080", "a setting of portolan.yaml that this version does not have"),
            Map.entry("P090", "the provider has no native options of this kind"),
            Map.entry("P091", "native options that their provider does not take"))));

    private ProblemCodes() {}

    /** The codes, in order, and what each means. */
    public static Map<String, String> all() {
        return ALL;
    }
}

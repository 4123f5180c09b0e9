package io.portolan.engine.manifest;

import io.portolan.engine.manifest.DocumentForms.Parts;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Every kind of document, and the form of each. */
final class Kinds {
    /** The version of this format. */
    static final String API_VERSION = "portolan.io/v1";

    static final String STACK = "Stack";
    static final String ENVIRONMENT = "Environment";
    static final String CONFIGURATION = "Configuration";

    /**
     * A kind of document.
     *
     * @param doc what it is, in a sentence
     * @param spec the form of its spec, for the manual
     * @param isResource whether it is made somewhere
     */
    record Documented(String doc, Form<?> spec, Form<? extends Parts<?>> document, boolean isResource) {}

    private static final Map<String, Documented> ALL = all();

    private Kinds() {}

    private static Map<String, Documented> all() {
        Map<String, Documented> all = new LinkedHashMap<>();
        resource(all, "Network", NetworkForms.NETWORK, "A private network: blocks of addresses, subnets, routes.");
        resource(all, "Firewall", FirewallForms.FIREWALL, "A stateful, allow-only set of rules.");
        resource(all, "Link", NetworkForms.LINK, "Two networks joined, with routes on both sides.");
        resource(all, "Address", NetworkForms.ADDRESS, "A reserved address with a life of its own.");
        resource(
                all,
                "LoadBalancer",
                LoadBalancerForm.FORM,
                "A load balancer: listeners in front, pools of targets behind.");
        resource(all, "DnsZone", DnsForms.ZONE, "A zone that is served authoritatively, and its record sets.");
        resource(all, "RecordSet", DnsForms.SET, "All records of one name and type.");
        resource(all, "Volume", VolumeForms.VOLUME, "A block volume.");
        resource(all, "Snapshot", VolumeForms.SNAPSHOT, "A volume's content at the moment when it is first made.");
        resource(all, "Attachment", VolumeForms.ATTACHMENT, "A volume on a machine.");
        other(all, STACK, StackForms.STACK, "The stack itself: its name, labels for all of it, its variables.");
        other(all, ENVIRONMENT, StackForms.ENVIRONMENT, "Where the stack is made, and with which values.");
        all.put(
                CONFIGURATION,
                new Documented(
                        "Where things go: portolan.yaml, found from the stack's folder upwards.",
                        ConfigurationForms.SPEC,
                        DocumentForms.nameless(CONFIGURATION, ConfigurationForms.SPEC),
                        false));
        return all;
    }

    private static void resource(Map<String, Documented> all, String kind, Form<?> spec, String doc) {
        all.put(kind, new Documented(doc, spec, DocumentForms.resource(kind, spec), true));
    }

    private static void other(Map<String, Documented> all, String kind, Form<?> spec, String doc) {
        all.put(kind, new Documented(doc, spec, DocumentForms.other(kind, spec), false));
    }

    /** All kinds, in the order of the manual. */
    static Map<String, Documented> documented() {
        return ALL;
    }

    static Optional<Documented> find(String kind) {
        return Optional.ofNullable(ALL.get(kind));
    }

    /** Reads a document of a kind that is known. */
    static Optional<? extends Parts<?>> read(Document document, Reading at) {
        return find(document.kind()).flatMap(k -> k.document().read(document.root(), at));
    }

    static boolean isResource(String kind) {
        return find(kind).map(Documented::isResource).orElse(false);
    }
}

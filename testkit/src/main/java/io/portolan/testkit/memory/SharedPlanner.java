package io.portolan.testkit.memory;

import io.portolan.Impact;
import io.portolan.Refusal;
import io.portolan.loadbalancer.BalancerAddress;
import io.portolan.loadbalancer.Listener;
import io.portolan.loadbalancer.LoadBalancer;
import io.portolan.loadbalancer.Pool;
import io.portolan.model.FieldPath;
import io.portolan.model.IpAddress;
import io.portolan.model.Key;
import io.portolan.model.NativeId;
import io.portolan.model.Output;
import io.portolan.model.Secret;
import io.portolan.network.Address;
import io.portolan.network.Firewall;
import io.portolan.network.Network;
import io.portolan.spi.driver.Change;
import io.portolan.spi.driver.Mark;
import io.portolan.spi.driver.Planning;
import io.portolan.spi.driver.Repeat;
import io.portolan.spi.driver.Step;
import io.portolan.spi.driver.Steps;
import io.portolan.spi.driver.Value;
import io.portolan.spi.toolkit.Marks;
import io.portolan.spi.toolkit.Names;
import io.portolan.testkit.memory.SharedWorld.Held;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Plans the balancers of all documents: a section for each, gathered by document. Pure. */
final class SharedPlanner {
    private static final Output<NativeId> ADDRESS_ID =
            Output.of(LoadBalancer.KIND.name(), "id of address", NativeId.class);

    private final SharedWorld world;
    private final Planning planning;
    private final Flaws flaws;
    private final NativeWrite write;
    private final TargetHealth health;
    private final Map<String, DocumentPlan> documents = new LinkedHashMap<>();

    SharedPlanner(SharedWorld world, Planning planning, Flaws flaws, MemoryClient client) {
        this.world = world;
        this.planning = planning;
        this.flaws = flaws;
        this.write = new NativeWrite(client, flaws);
        this.health = new TargetHealth(client);
    }

    void plan(List<Change<LoadBalancer>> changes) {
        for (Change<LoadBalancer> change : changes) {
            List<Held> held = world.held(change.ours(), change.adopted());
            List<Part> own = world.own(change.ours(), change.adopted());
            if (!world.blind.isEmpty()) {
                refuse(change.key(), Refusal.Why.BLIND, "the documents could not be read", "repeat it later");
                continue;
            }
            switch (change.intent()) {
                case APPLY, ADOPT -> change.desired().ifPresent(spec -> apply(change, spec, held, own));
                case DELETE -> {
                    held.forEach(h -> leave(change.key(), h, Set.of(Impact.DELETES, Impact.LOSES_ADDRESS)));
                    own.forEach(part -> release(change.key(), part, held.isEmpty() ? null : held.get(0)));
                }
                case RELEASE -> mark(change, held, own, null);
                case KEEP -> mark(change, held, own, change.mark());
            }
        }
        documents.values().forEach(document -> document.plan(planning));
    }

    private void refuse(Key key, Refusal.Why why, String message, String help) {
        if (!flaws.has(Broken.REFUSAL_SWALLOWED)) {
            planning.refuse(key, why, message, help);
        }
    }

    private DocumentPlan document(String name) {
        return documents.computeIfAbsent(
                name, n -> new DocumentPlan(Value.of(n), null, world.documents.get(n), flaws, write));
    }

    private DocumentPlan document(@Nullable Value<NativeId> network) {
        Value<String> name =
                network == null ? Value.of(SharedReader.document(null)) : network.map(SharedReader::document);
        return documents.computeIfAbsent(
                name.toString(),
                n -> new DocumentPlan(
                        name, network, world.documents.get(name.now().orElse("")), flaws, write));
    }

    private void apply(Change<LoadBalancer> change, LoadBalancer spec, List<Held> held, List<Part> own) {
        Key key = change.key();
        Value<NativeId> network =
                spec.network().map(n -> change.references().of(n, Network.ID)).orElse(null);
        String document = network == null
                ? SharedReader.document(null)
                : network.now().map(SharedReader::document).orElse("");
        Optional<Section> any = held.stream().map(Held::section).findFirst();
        LoadBalancer.Scheme scheme = spec.scheme().resolve(any.map(Section::scheme), LoadBalancer.Scheme.PUBLIC);
        promise(key, LoadBalancer.ADDRESS_FORM, Value.of(BalancerAddress.Form.IPS));
        NativeId hidden = world.hidden.get(key);
        if (hidden != null) {
            if (hidden.part().equals("section")) {
                promise(key, LoadBalancer.ID, Value.of(hidden));
            }
            planning.later(key, hidden + ", made a moment ago, is not shown yet", Duration.ofSeconds(2));
            return;
        }
        Held there = null;
        for (Held one : held) {
            if (there == null
                    && Section.documentOf(one.id()).equals(document)
                    && one.section().scheme() == scheme
                    && one.section().reserved() == spec.address().isPresent()) {
                there = one;
            }
        }
        List<Part> unused = new ArrayList<>(own);
        Value<NativeId> address = address(change, spec, scheme, there, unused, network, !held.isEmpty());
        Value<Section> wanted = section(
                change, spec, scheme, address, Optional.ofNullable(there).map(Held::section));
        String name = there == null
                ? change.nativeName() + "-"
                        + Names.hash(scheme + " " + spec.address().isPresent()).substring(0, 8)
                : Section.nameOf(there.id());
        Mark mark = change.mark().origin(there == null ? Mark.Origin.CREATED : there.origin());
        boolean same =
                there != null && wanted.now().isPresent() && wanted.now().get().equals(there.section());
        if (there == null || !same || !mark.equals(there.mark())) {
            differs(key, there, wanted);
            document(network).put(key, name, wanted, mark, secrets(spec, there));
        }
        if (there == null) {
            promise(key, LoadBalancer.ID, Value.later(key, LoadBalancer.ID));
        } else if (held.size() > 1) {
            promise(key, LoadBalancer.ID, Value.of(there.id()));
        }
        boolean isReplaced = held.stream().anyMatch(old -> old.mark() != null) && (there == null || held.size() > 1);
        if (isReplaced && flaws.waits()) {
            document(network).await(health.awaitHealthy(key, spec));
        }
        for (Held old : held) {
            if (old != there && old.mark() != null) {
                leave(key, old, Set.of(Impact.REPLACES, Impact.LOSES_ADDRESS));
            }
        }
        for (Part part : unused) {
            if (!part.foreign()) {
                Held user = held.stream()
                        .filter(h -> h.section().address().equals(part.id()))
                        .findFirst()
                        .orElse(there);
                release(key, part, user);
            }
        }
    }

    private <T> void promise(Key key, Output<T> output, Value<T> value) {
        if (!flaws.has(Broken.OUTPUT_ONLY_WHEN_OBSERVED)) {
            planning.output(key, output, value);
        }
    }

    private void differs(Key key, @Nullable Held there, Value<Section> wanted) {
        if (there != null && !wanted.now().map(there.section()::equals).orElse(false)) {
            planning.differs(
                    key,
                    FieldPath.ROOT,
                    there.section(),
                    wanted.now().map(Object::toString).orElse("(known later)"),
                    Planning.Reason.WANTED);
        }
    }

    /** The reserved address, the own one that is there, or a new one. */
    private Value<NativeId> address(
            Change<LoadBalancer> change,
            LoadBalancer spec,
            LoadBalancer.Scheme scheme,
            @Nullable Held there,
            List<Part> unused,
            @Nullable Value<NativeId> network,
            boolean replaces) {
        Key key = change.key();
        if (spec.address().isPresent()) {
            promise(
                    key,
                    LoadBalancer.ADDRESS,
                    change.references()
                            .of(spec.address().get(), Address.RESERVED)
                            .map(r -> BalancerAddress.ips(r.addresses())));
            return change.references().of(spec.address().get(), Address.ID);
        }
        for (Part part : unused) {
            boolean inUse = there == null || there.section().address().equals(part.id());
            if (inUse && scheme.equals(part.thing().get("scheme").orElse(LoadBalancer.Scheme.PUBLIC))) {
                unused.remove(part);
                if (!change.mark().origin(part.origin()).equals(part.mark())) {
                    document(network).before(label(key, part, change.mark().origin(part.origin())));
                }
                part.thing()
                        .get("ip", IpAddress.class)
                        .ifPresent(
                                ip -> promise(key, LoadBalancer.ADDRESS, Value.of(BalancerAddress.ips(List.of(ip)))));
                return Value.of(part.id());
            }
        }
        String name =
                change.nativeName() + "-" + Names.hash("address " + scheme).substring(0, 8);
        NativeId id = NativeId.of("address", name);
        Step step = Step.write("addresses PUT", name, key)
                .on(id)
                .with("name", name)
                .with("scheme", scheme)
                .with("labels", labels(Map.of(), change.mark().origin(Mark.Origin.CREATED)))
                .condition("ifNoneMatch", "*")
                .repeat(Repeat.PRECONDITION)
                .impact(Impact.COSTS)
                .fills(key, ADDRESS_ID)
                .fills(key, LoadBalancer.ADDRESS);
        if (replaces) {
            step.impact(Impact.REPLACES, Impact.LOSES_ADDRESS);
        }
        promise(key, LoadBalancer.ADDRESS, Value.later(key, LoadBalancer.ADDRESS));
        document(network).before(write.call(step, (run, answer) -> {
            run.made(key, id);
            run.fill(key, ADDRESS_ID, id);
            run.fill(key, LoadBalancer.ADDRESS, BalancerFields.ip(answer.thing()));
        }));
        return Value.later(key, ADDRESS_ID);
    }

    private static Map<String, String> labels(Map<String, String> there, Mark mark) {
        Map<String, String> labels = new TreeMap<>(there);
        labels.putAll(Marks.toTags(mark));
        return labels;
    }

    private Value<Section> section(
            Change<LoadBalancer> change,
            LoadBalancer spec,
            LoadBalancer.Scheme scheme,
            Value<NativeId> address,
            Optional<Section> there) {
        List<Pool> pools = new ArrayList<>();
        for (Pool pool : spec.pools()) {
            pools.add(PoolFields.resolved(
                    pool,
                    there.flatMap(s -> s.pools().stream()
                            .filter(p -> p.name().equals(pool.name()))
                            .findFirst())));
        }
        List<ListenerData> listeners = new ArrayList<>();
        for (Listener listener : spec.listeners()) {
            listeners.add(ListenerData.of(
                    listener,
                    there.flatMap(s -> s.listeners().stream()
                            .filter(d -> d.port() == listener.port()
                                    && d.protocol().isDatagram()
                                            == listener.protocol().isDatagram())
                            .findFirst())));
        }
        Object ranges = BalancerFields.sourceRanges(spec, there.map(Section::sourceRanges));
        Duration idle = spec.idleTimeout().resolve(there.map(Section::idleTimeout), LoadBalancer.DEFAULT_IDLE_TIMEOUT);
        LoadBalancer.ClientIp clientIp =
                spec.clientIp().resolve(there.map(Section::clientIp), LoadBalancer.ClientIp.REPLACE);
        Optional<Value<NativeId>> firewall =
                spec.firewall().map(f -> change.references().of(f, Firewall.ID));
        List<Value<NativeId>> ids = firewall.map(f -> List.of(address, f)).orElse(List.of(address));
        return Value.all(ids)
                .map(all -> new Section(
                        scheme,
                        all.get(0),
                        spec.address().isPresent(),
                        spec.subnets(),
                        all.size() > 1 ? all.get(1) : null,
                        ranges,
                        idle,
                        clientIp,
                        listeners,
                        pools));
    }

    /** The private keys of certificates that are not there yet. */
    private static Map<String, Secret> secrets(LoadBalancer spec, @Nullable Held there) {
        Map<String, Secret> secrets = new LinkedHashMap<>();
        Set<String> known = new HashSet<>();
        if (there != null) {
            there.section().listeners().forEach(l -> known.addAll(l.certificates()));
        }
        for (Listener listener : spec.listeners()) {
            listener.tls().ifPresent(tls -> {
                for (int i = 0; i < tls.certificates().size(); i++) {
                    if (!known.contains(tls.certificates().get(i).chain())) {
                        secrets.put(
                                "key " + listener.port() + " " + (i + 1),
                                tls.certificates().get(i).privateKey());
                    }
                }
            });
        }
        return secrets;
    }

    private void leave(Key key, Held held, Set<Impact> impacts) {
        Duration most = held.section().pools().stream()
                .flatMap(p -> p.drainTimeout().value().stream())
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
        if (!most.isZero() && flaws.waits()) {
            document(Section.documentOf(held.id())).drain(health.awaitDrained(key, List.of(held.id()), most));
        }
        document(Section.documentOf(held.id())).remove(key, Section.nameOf(held.id()), impacts);
    }

    /** An address goes when its section has gone. */
    private void release(Key key, Part part, @Nullable Held section) {
        Step step = Step.delete("addresses DELETE", part.id(), key).impact(Impact.DELETES, Impact.LOSES_ADDRESS);
        String document = section == null ? SharedReader.document(null) : Section.documentOf(section.id());
        document(document).after(write.call(step, (run, answer) -> {}));
    }

    private void mark(Change<LoadBalancer> change, List<Held> held, List<Part> own, @Nullable Mark mark) {
        for (Held one : held) {
            Mark wanted = mark == null ? null : mark.origin(one.origin());
            if (one.mark() != null && !one.mark().equals(wanted)) {
                document(Section.documentOf(one.id())).mark(change.key(), Section.nameOf(one.id()), wanted);
            }
        }
        for (Part part : own) {
            Mark wanted = mark == null ? null : mark.origin(part.origin());
            if (part.mark() != null && !part.mark().equals(wanted)) {
                planning.make(label(change.key(), part, wanted));
            }
        }
    }

    private Steps label(Key key, Part part, @Nullable Mark mark) {
        Map<String, String> labels = new TreeMap<>(part.thing().labels());
        labels.keySet().removeIf(name -> name.startsWith("portolan-"));
        if (mark != null) {
            labels.putAll(Marks.toTags(mark));
        }
        Step step = Step.write("addresses PUT", part.thing().name(), key)
                .on(part.id())
                .with("id", part.id().value());
        part.thing().attributes().forEach(step::with);
        step.with("labels", labels).condition("ifMatch", part.thing().version()).repeat(Repeat.PRECONDITION);
        return write.call(step, (run, answer) -> {});
    }
}

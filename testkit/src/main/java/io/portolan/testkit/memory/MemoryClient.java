package io.portolan.testkit.memory;

import io.portolan.model.NativeId;
import io.portolan.spi.NativeCall;
import io.portolan.spi.ProviderContext;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The cloud's SDK, so to speak: every call goes through the wire that the engine gave. */
final class MemoryClient {
    private final MemoryCloud cloud;
    private final ProviderContext context;

    MemoryClient(MemoryCloud cloud, ProviderContext context) {
        this.cloud = cloud;
        this.context = context;
    }

    Temper temper() {
        return cloud.temper();
    }

    CloudOptions options() {
        return cloud.options();
    }

    private Object read(String call, Map<String, Object> arguments) {
        return context.wire()
                .call(
                        NativeCall.read(call).about(arguments.values().toString()),
                        () -> cloud.handle(call, false, arguments));
    }

    /** One write. The fence goes along where one is claimed. */
    Answer write(String call, Map<String, Object> arguments) {
        Map<String, Object> sent = new LinkedHashMap<>(arguments);
        OptionalLong fence = context.fence();
        if (fence.isPresent()) {
            sent.put("@fence", fence.getAsLong());
        }
        return context.wire().call(NativeCall.write(call), () -> (Answer) cloud.handle(call, true, sent));
    }

    /** Everything but record sets by type, page by page; on one host where there are hosts. */
    Map<String, List<Thing>> inventory(@Nullable String host) {
        Map<String, Object> arguments = new LinkedHashMap<>();
        if (host != null) {
            arguments.put("host", host);
        }
        return pages(NativeWords.inventory(temper()), arguments).stream().collect(Collectors.groupingBy(Thing::type));
    }

    /** All things of a type, page by page. */
    List<Thing> list(String type) {
        return pages(Verb.LIST.call(temper(), type), new LinkedHashMap<>());
    }

    private List<Thing> pages(String call, Map<String, Object> arguments) {
        List<Thing> all = new ArrayList<>();
        Object page;
        do {
            Answer answer = (Answer) read(call, Map.copyOf(arguments));
            all.addAll(answer.things());
            page = answer.next();
            if (page != null) {
                arguments.put("page", page);
            }
        } while (page != null);
        return all;
    }

    /** The things of a type that are there of these ids. */
    List<Thing> get(String type, Collection<NativeId> ids) {
        return ((Answer) read(
                        Verb.GET.call(temper(), type),
                        Map.of("ids", ids.stream().map(NativeId::value).toList())))
                .things();
    }

    /** All record sets of a zone, page by page. */
    List<Rrset> records(String zone) {
        String call = NativeWords.list(temper());
        List<Rrset> all = new ArrayList<>();
        RecordName page = null;
        do {
            Map<String, Object> arguments = new LinkedHashMap<>();
            arguments.put("zone", zone);
            if (page != null) {
                arguments.put("page", page);
            }
            RecordCalls.Page answer = (RecordCalls.Page) read(call, arguments);
            all.addAll(answer.sets());
            page = answer.next();
        } while (page != null);
        return all;
    }

    TargetHealth.Seen health() {
        return (TargetHealth.Seen) read(NativeWords.health(temper()), Map.of());
    }

    OperationState operation(String id) {
        return (OperationState) read(NativeWords.operation(temper()), Map.of("operation", id));
    }
}

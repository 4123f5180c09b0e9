package io.portolan.baremetal.embedded;

import io.portolan.Failure;
import io.portolan.PortolanException;
import io.portolan.baremetal.cloud.Api;
import io.portolan.baremetal.cloud.CloudException;
import io.portolan.model.Key;
import io.portolan.spi.NativeCall;
import io.portolan.spi.ProviderContext;
import io.portolan.spi.driver.Reads;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The cloud's calls, each through the engine's wire. */
final class CloudWire {
    private final ProviderContext context;
    private final Api api;

    CloudWire(ProviderContext context, Api api) {
        this.context = context;
        this.api = api;
    }

    /** All pages of a list, once in a pass. */
    List<Native> list(Reads reads, String part, String call, Map<String, Object> request) {
        List<Map<String, Object>> items = reads.once(call, request, () -> items(call, request));
        return items.stream().map(item -> new Native(part, item)).toList();
    }

    private List<Map<String, Object>> items(String call, Map<String, Object> request) {
        var items = new ArrayList<Map<String, Object>>();
        Map<String, Object> page = read(call, request);
        while (true) {
            for (Object item : (List<?>) page.getOrDefault("items", List.of())) {
                items.add(object(item));
            }
            if (!page.containsKey("next")) {
                return List.copyOf(items);
            }
            var next = new LinkedHashMap<>(request);
            next.put("page", page.get("next"));
            page = read(call, next);
        }
    }

    @SuppressWarnings("unchecked") // the cloud's objects
    private static Map<String, Object> object(Object item) {
        return (Map<String, Object>) item;
    }

    private Map<String, Object> read(String call, Map<String, Object> request) {
        NativeCall read = NativeCall.read(call);
        return context.wire()
                .call(
                        request.isEmpty()
                                ? read
                                : read.about(NativeValue.of(request).toString()),
                        () -> api.call(call, request));
    }

    /** One write, under the engine's fence where it has one. */
    Map<String, Object> write(String call, String owner, Map<String, Object> request) {
        return write(call, owner, request, List.of());
    }

    /**
     * One write of a batch.
     *
     * @param keys whose change each item of the batch is, in order: those at fault are named in the failure
     */
    Map<String, Object> write(String call, String owner, Map<String, Object> request, List<Key> keys) {
        var fenced = new LinkedHashMap<>(request);
        context.fence().ifPresent(number -> fenced.put("fence", Map.of("owner", owner, "number", number)));
        return context.wire().call(NativeCall.write(call), () -> {
            try {
                return api.call(call, fenced);
            } catch (CloudException e) {
                if (keys.isEmpty() || e.culprits().isEmpty()) {
                    throw e;
                }
                Failure failure = CloudErrors.classify(call, e).culprits(culprits(e, keys));
                throw new PortolanException(failure, e);
            }
        });
    }

    private static Set<Key> culprits(CloudException e, List<Key> keys) {
        var culprits = new LinkedHashSet<Key>();
        e.culprits().forEach(culprit -> culprits.add(keys.get(culprit.index())));
        return culprits;
    }
}

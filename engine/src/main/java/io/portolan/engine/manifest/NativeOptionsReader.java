package io.portolan.engine.manifest;

import io.portolan.Resource;
import io.portolan.Stack;
import io.portolan.engine.manifest.Node.Mapping;
import io.portolan.model.Key;
import io.portolan.model.NativeOptions;
import io.portolan.spi.OptionsType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads documents of native options for the provider types that are there, and puts them to their resources. */
final class NativeOptionsReader {
    private final Session session;
    private final Stack stack;
    private final Draft draft;
    private final Map<String, List<OptionsType<?>>> types;
    private final Map<Key, List<NativeOptions>> found = new LinkedHashMap<>();

    NativeOptionsReader(Session session, Stack stack, Draft draft, Map<String, List<OptionsType<?>>> types) {
        this.session = session;
        this.stack = stack;
        this.draft = draft;
        this.types = types;
    }

    /** Reads one document; returns it where its provider is not there. */
    Optional<UnreadOptions> read(Document document) {
        List<OptionsType<?>> known = types.get(document.provider());
        if (known == null) {
            return Optional.of(UnreadOptions.of(document));
        }
        Reading at = Reading.of(session, document.path());
        Optional<OptionsType<?>> type = known.stream()
                .filter(t -> document.kind().equals(t.kind().name() + "Options"))
                .findFirst();
        if (type.isEmpty()) {
            at.report(at.problem("P090", document.root(), document.provider() + " has no " + document.kind())
                    .help("it has "
                            + String.join(
                                    ", ",
                                    known.stream()
                                            .map(t -> t.kind() + "Options")
                                            .toList())));
            return Optional.empty();
        }
        options(document, type.get(), at).ifPresent(o -> attach(document, type.get(), o, at));
        return Optional.empty();
    }

    private static Optional<NativeOptions> options(Document document, OptionsType<?> type, Reading at) {
        Optional<Mapping> spec = document.root().mapping("spec");
        if (spec.isEmpty()) {
            at.report(at.problem("P006", document.root(), "native options need the field `spec`"));
            return Optional.empty();
        }
        Map<String, Object> values = new LinkedHashMap<>();
        spec.get().entries().forEach(e -> values.put(e.key().text(), AnyType.plain(e.value())));
        try {
            return Optional.of(type.read(values));
        } catch (IllegalArgumentException e) {
            at.report(at.field("spec").problem("P091", spec.get(), Texts.shorten(String.valueOf(e.getMessage()))));
            return Optional.empty();
        }
    }

    private void attach(Document document, OptionsType<?> type, NativeOptions options, Reading at) {
        String kind = type.kind().name();
        if (session.references().find(kind, document.name()).isEmpty()) {
            Diagnostic problem = Diagnostic.of(
                            "P020",
                            document.nameAt(),
                            "there is no " + kind + " \"" + document.name() + "\" in stack " + stack.name())
                    .at(at.path());
            at.report(Nearest.to(document.name(), session.references().names(kind))
                    .map(problem::meant)
                    .orElse(problem));
            return;
        }
        draft.key(kind, document.name()).ifPresent(key -> {
            List<NativeOptions> all = found.computeIfAbsent(key, k -> new ArrayList<>());
            if (all.stream().anyMatch(o -> o.providerType().equals(options.providerType()))) {
                at.report(Diagnostic.of("P021", document.nameAt(), "there are two documents of options for " + key)
                        .at(at.path()));
                return;
            }
            all.add(options);
        });
    }

    /** The stack with the options in it. */
    Stack stack() {
        if (found.isEmpty()) {
            return stack;
        }
        Stack whole = Stack.named(stack.name(), stack.environment());
        for (Resource resource : draft.resources()) {
            whole.add(resource.options(found.getOrDefault(resource.key(), List.of())));
        }
        return whole;
    }
}

package io.portolan.baremetal.cloud;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Create, list, update and delete, the same for every kind. */
final class Things {
    private static final Set<String> BOOKKEEPING = Set.of("id", "version", "created");

    private final Kind kind;
    private final Supplier<String> ids;
    private final int pageSize;

    Things(Kind kind, Supplier<String> ids, int pageSize) {
        this.kind = kind;
        this.ids = ids;
        this.pageSize = pageSize;
    }

    Map<String, Object> create(Transaction transaction, Fields request) {
        Map<String, Object> body = read(request);
        String id = kind.prefix() + "-" + ids.get();
        Map<String, Object> settled = kind.settle(transaction, id, body, null);
        return kind.show(transaction, write(transaction, id, settled, transaction.now()));
    }

    Map<String, Object> update(Transaction transaction, Fields request) {
        Document before = addressed(transaction, request);
        var wanted = new LinkedHashMap<>(before.body());
        BOOKKEEPING.forEach(wanted::remove);
        kind.assigned().forEach(wanted::remove);
        request.object("set").ifPresent(set -> set.forEach((name, value) -> Json.put(wanted, name, value)));
        request.end();
        Map<String, Object> body = read(new Fields("set", wanted));
        for (String field : kind.fixed()) {
            if (!Objects.equals(body.get(field), before.body().get(field))) {
                throw new CloudException(
                        CloudException.Code.IMMUTABLE,
                        field + " of " + before + " can't be changed; make another one and delete this one");
            }
        }
        Map<String, Object> settled = kind.settle(transaction, before.id(), body, before);
        return kind.show(transaction, write(transaction, before.id(), settled, before.text("created")));
    }

    Map<String, Object> delete(Transaction transaction, Fields request) {
        Document document = addressed(transaction, request);
        request.end();
        kind.checkUnused(transaction, document);
        transaction.delete(document);
        kind.deleted(transaction, document);
        return Map.of("id", document.id());
    }

    Map<String, Object> list(Transaction transaction, Fields request) {
        Set<String> only = Set.copyOf(request.texts("ids"));
        List<Document> documents = transaction.all(kind.name()).stream()
                .filter(document -> only.isEmpty() || only.contains(document.id()))
                .toList();
        return page(request, documents, pageSize, document -> kind.show(transaction, document));
    }

    private Map<String, Object> read(Fields fields) {
        String name = fields.text("name", "");
        Map<String, Object> mark = fields.textMap("mark");
        Map<String, Object> labels = fields.textMap("labels");
        var body = new LinkedHashMap<String, Object>();
        body.put("name", name);
        body.put("mark", mark);
        body.put("labels", labels);
        body.putAll(kind.read(fields));
        fields.end();
        return body;
    }

    private Document write(Transaction transaction, String id, Map<String, Object> settled, String created) {
        var body = new LinkedHashMap<String, Object>();
        body.put("id", id);
        body.put("version", "");
        body.put("created", created);
        body.putAll(settled);
        return transaction.put(new Document(kind.name(), id, body));
    }

    private Document addressed(Transaction transaction, Fields request) {
        Document document = transaction.get(kind.name(), request.text("id"));
        checkVersion(document, request.optionalText("version"));
        return document;
    }

    static void checkVersion(Document document, Optional<String> wanted) {
        if (wanted.isPresent() && !wanted.get().equals(document.version())) {
            throw new CloudException(
                    CloudException.Code.CONFLICT,
                    document + " is at version " + document.version() + ", not " + wanted.get() + "; read it again");
        }
    }

    Map<String, Object> show(Transaction transaction, Document document) {
        return kind.show(transaction, document);
    }

    /** One page of documents that stand in the order of their ids: those behind the last one of the page before. */
    static Map<String, Object> page(
            Fields request,
            Collection<Document> documents,
            int pageSize,
            Function<Document, Map<String, Object>> show) {
        return page(request, documents, pageSize, Document::id, show);
    }

    /** The same for documents that stand in another order, given by the place of each. */
    static Map<String, Object> page(
            Fields request,
            Collection<Document> documents,
            int pageSize,
            Function<Document, String> place,
            Function<Document, Map<String, Object>> show) {
        @Nullable String after = request.optionalText("page").orElse(null);
        long limit = request.optionalNumber("limit", 1, 1000).orElse((long) pageSize);
        request.end();
        var items = new ArrayList<Map<String, Object>>();
        var answer = new LinkedHashMap<String, Object>();
        answer.put("items", items);
        String last = "";
        for (Document document : documents) {
            String at = place.apply(document);
            if (after != null && at.compareTo(after) <= 0) {
                continue;
            }
            if (items.size() == limit) {
                answer.put("next", last);
                break;
            }
            items.add(show.apply(document));
            last = at;
        }
        return answer;
    }
}

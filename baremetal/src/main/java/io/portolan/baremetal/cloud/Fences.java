package io.portolan.baremetal.cloud;

import io.portolan.baremetal.cloud.CloudException.Code;
import java.util.Map;
import java.util.Optional;

/** The number that a writer must not be below, for each owner: it is compared and raised with the write itself. */
final class Fences {
    private static final String KIND = "fence";

    private Fences() {}

    /** Takes the next number for an owner, or the given one; a given one that is lower than the stored one is FENCED. */
    static Map<String, Object> claim(Transaction transaction, Fields request) {
        String owner = request.text("owner");
        Optional<Long> wanted = request.optionalNumber("number", 0, Long.MAX_VALUE);
        request.end();
        long number = wanted.orElseGet(() -> stored(transaction, owner) + 1);
        raise(transaction, owner, number);
        return Map.of("owner", owner, "number", number);
    }

    /** Holds a write's own fence against the stored one. */
    static void check(Transaction transaction, Optional<Fields> fence) {
        fence.ifPresent(fields -> {
            String owner = fields.text("owner");
            long number = fields.number("number", 0, Long.MAX_VALUE);
            fields.end();
            raise(transaction, owner, number);
        });
    }

    private static void raise(Transaction transaction, String owner, long number) {
        long stored = stored(transaction, owner);
        if (number < stored) {
            throw new CloudException(
                    Code.FENCED,
                    "the fence of " + owner + " is at " + stored + "; a writer with " + number + " is late");
        }
        transaction.put(new Document(KIND, owner, Map.of("version", "", "number", number)));
    }

    private static long stored(Transaction transaction, String owner) {
        return transaction
                .find(KIND, owner)
                .map(document -> document.number("number"))
                .orElse(0L);
    }
}

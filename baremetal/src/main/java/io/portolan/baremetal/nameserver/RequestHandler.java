package io.portolan.baremetal.nameserver;

import java.util.Arrays;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xbill.DNS.Rcode;

/** Takes requests of one thread and answers each, or has it answered; no request can end the thread. */
final class RequestHandler {
    private static final Logger LOG = LoggerFactory.getLogger(RequestHandler.class);

    private final Responder responder;
    private final SpecialRequests special;
    private final Counters counters;

    RequestHandler(Responder responder, SpecialRequests special, Counters counters) {
        this.responder = responder;
        this.special = special;
        this.counters = counters;
    }

    /** Returns the length of an answer that waits in {@link #answer}, or 0 where {@code reply} is used or there is no answer. */
    int handle(byte[] packet, int length, boolean stream, Reply reply) {
        try {
            int answer = responder.respond(packet, length, stream, 0);
            if (answer == Responder.DROP) {
                counters.dropped.increment();
                return 0;
            }
            counters.queries.increment();
            if (answer == Responder.SPECIAL) {
                special.handle(Arrays.copyOf(packet, length), responder, stream, reply);
                return 0;
            }
            return answer;
        } catch (RuntimeException e) {
            counters.failures.increment();
            LOG.warn("a request of {} bytes could not be answered", length, e);
            reply.send(SpecialRequests.bare(packet, Rcode.SERVFAIL));
            return 0;
        }
    }

    byte[] answer() {
        return responder.answer();
    }
}

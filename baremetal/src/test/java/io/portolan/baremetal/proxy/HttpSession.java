package io.portolan.baremetal.proxy;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** What a small HTTP/1.1 server does with a connection: reads whole requests and answers each, until the other side ends. */
final class HttpSession {
    private HttpSession() {}

    /** A request as it came over the wire. */
    record Request(String head, String body) {
        String line() {
            return head.substring(0, head.indexOf('\n'));
        }

        String header(String name) {
            return Wire.header(head, name);
        }
    }

    /** Writes the answer to a request. */
    interface Answer {
        void write(Request request, Wire wire) throws IOException;
    }

    /** Makes the text of an answer. */
    interface Text {
        String of(Request request) throws IOException;
    }

    static Backend.Session of(Answer answer) {
        return wire -> {
            String head = wire.readHead();
            while (!head.isEmpty()) {
                answer.write(new Request(head, wire.readBody(head)), wire);
                head = wire.readHead();
            }
        };
    }

    static Backend.Session answering(Text text) {
        return of((request, wire) -> {
            String body = text.of(request);
            boolean head = request.line().startsWith("HEAD ");
            wire.send("HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + (head ? "" : body));
        });
    }

    /** Waits, as part of a session, for what a test says. */
    static void await(CountDownLatch latch) throws IOException {
        try {
            if (!latch.await(10, TimeUnit.SECONDS)) {
                throw new IOException("the test did not go on");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}

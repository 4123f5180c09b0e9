package io.portolan.baremetal.proxy;

import io.netty.channel.ConnectTimeoutException;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One request and its answer, from the head that was read to the last byte that was written. Bodies pass through piece by piece; the
 * slower side sets the pace. All on the client's event loop.
 */
@SuppressWarnings("FutureReturnValueIgnored") // Netty's: failures reach the channel's own handlers
final class Exchange {
    private final HttpConnection client;
    private final RequestHead request;
    private final long began = System.nanoTime();
    private final List<Target> tried = new ArrayList<>(0);

    private @Nullable Pool pool;
    private @Nullable Target target;
    private @Nullable Upstream upstream;
    private @Nullable String session;
    private @Nullable ResponseHead answer;

    private boolean sent;
    private boolean requestDone;
    private boolean repeated;
    private boolean interim;
    private boolean switching;
    private boolean over;

    Exchange(HttpConnection client, RequestHead request) {
        this.client = client;
        this.request = request;
        this.requestDone = !request.hasBody();
    }

    /** Whether a part of the final answer has gone to the client. */
    boolean answering() {
        return answer != null;
    }

    boolean requestDone() {
        return requestDone;
    }

    /** Whether the client's bytes may mean something else than HTTP, depending on the answer. */
    boolean wantsUpgrade() {
        return request.wantsUpgrade();
    }

    /** Whether the next piece of the request's body can go to the target now. */
    boolean takesContent() {
        return requestDone || (sent && upstream != null && upstream.channel().isWritable());
    }

    void begin() {
        client.frontend().meter().begun();
        Optional<Router.Route> route = client.frontend().serving().router().match(request.host(), request.path());
        if (route.isEmpty()) {
            refuse(HttpResponseStatus.NOT_FOUND, "no route matches");
        } else if (route.get().redirect().isPresent()) {
            redirect(route.get().redirect().get());
        } else {
            forward(route.get().split().flatMap(Split::next));
        }
    }

    private void redirect(RedirectAction action) {
        HttpResponse response = LocalAnswer.of(HttpResponseStatus.valueOf(action.status()), "");
        response.headers().set(HttpHeaderNames.LOCATION, Redirects.location(action, request, client.info()));
        answerHere(response);
    }

    private void forward(Optional<Pool> chosen) {
        if (chosen.isEmpty()) {
            refuse(HttpResponseStatus.SERVICE_UNAVAILABLE, "every pool of this route has weight 0");
            return;
        }
        pool = chosen.get();
        session = pool.cookie().flatMap(request::cookie).orElse(null);
        request.rewrite(client.info());
        choose(pool, HttpResponseStatus.SERVICE_UNAVAILABLE);
    }

    private void choose(Pool pool, HttpResponseStatus otherwise) {
        Optional<Target> next = pool.choose(client.address(), session, tried);
        if (next.isEmpty()) {
            refuse(otherwise, "no target of pool " + pool.name() + " is available");
            return;
        }
        target = next.get();
        target.meter().entered();
        target.meter().begun();
        Optional<Upstream> idle = client.upstreams().take(pool, target, request.repeatable());
        if (idle.isPresent()) {
            send(idle.get());
        } else {
            connect(pool, target);
        }
    }

    private void connect(Pool pool, Target target) {
        client.upstreams().connect(pool, target).addListener((Future<Upstream> connected) -> {
            if (!connected.isSuccess()) {
                unreachable(pool, target, connected.cause());
            } else if (over) {
                connected.getNow().close();
            } else {
                send(connected.getNow());
                client.pump();
                requestRead();
            }
        });
    }

    private void unreachable(Pool pool, Target target, Throwable failure) {
        if (Connector.blames(failure)) {
            target.eject(String.valueOf(failure.getMessage()));
        }
        if (over) {
            return;
        }
        leaveTarget(true);
        tried.add(target);
        HttpResponseStatus otherwise = failure instanceof ConnectTimeoutException
                ? HttpResponseStatus.GATEWAY_TIMEOUT
                : HttpResponseStatus.SERVICE_UNAVAILABLE;
        if (Connector.blames(failure)) {
            choose(pool, otherwise);
        } else {
            refuse(otherwise, "no connection to pool " + pool.name() + " could be opened");
        }
    }

    /** A head that a body follows is flushed with what has arrived of it. */
    private void send(Upstream upstream) {
        this.upstream = upstream;
        SocketChannel channel = upstream.channel();
        upstream.begin(this, request.isHead());
        channel.config().setAutoRead(client.isWritable());
        channel.write(request.request(), channel.voidPromise());
        if (requestDone) {
            channel.write(LastHttpContent.EMPTY_LAST_CONTENT, channel.voidPromise());
            channel.flush();
        }
        sent = true;
    }

    /** Takes the next piece of the request's body, when {@link #takesContent} said so. */
    void content(HttpContent content) {
        if (content.decoderResult().isFailure()) {
            content.release();
            broken(HttpResponseStatus.BAD_REQUEST, "the request's body is malformed");
            return;
        }
        if (requestDone || upstream == null) {
            content.release();
            return;
        }
        requestDone = content instanceof LastHttpContent;
        upstream.channel().write(content, upstream.channel().voidPromise());
    }

    /** The client's bytes that had arrived are through. */
    void requestRead() {
        if (upstream != null) {
            upstream.channel().flush();
        }
    }

    /** Takes the next piece of the target's answer. */
    void answered(HttpObject piece) {
        if (piece instanceof HttpResponse response) {
            head(response);
        } else if (interim) {
            interim = false;
            ReferenceCountUtil.release(piece);
            if (switching) {
                tunnel();
            }
        } else if (answer != null && piece instanceof HttpContent content) {
            body(answer, content);
        } else {
            ReferenceCountUtil.release(piece);
        }
    }

    private void head(HttpResponse response) {
        client.touch();
        if (response.decoderResult().isFailure()) {
            broken(HttpResponseStatus.BAD_GATEWAY, "the target's answer is not HTTP/1.1");
            return;
        }
        if (response.status().codeClass() == HttpStatusClass.INFORMATIONAL) {
            interim(response);
            return;
        }
        took();
        boolean failed = response.status().codeClass() == HttpStatusClass.SERVER_ERROR;
        answer = ResponseHead.rewrite(response, request, request.keepAlive() && requestDone && client.mayStay());
        if (pool != null && target != null && !target.id().equals(session)) {
            pool.setCookie(target, client.info().scheme().equals("https"))
                    .ifPresent(cookie -> response.headers().add(HttpHeaderNames.SET_COOKIE, cookie));
        }
        if (failed) {
            fail();
        }
        client.answer(response, request.isHead());
    }

    private void interim(HttpResponse response) {
        interim = true;
        boolean upgraded = response.status().equals(HttpResponseStatus.SWITCHING_PROTOCOLS);
        if (upgraded && !request.wantsUpgrade()) {
            interim = false;
            broken(HttpResponseStatus.BAD_GATEWAY, "the target switched protocols unasked");
            return;
        }
        switching = upgraded;
        if (!upgraded) {
            HopByHop.strip(response.headers());
        }
        if (!request.http10()) {
            client.interim(response);
        }
    }

    private void tunnel() {
        Upstream tunnelled = upstream;
        Target there = target;
        if (tunnelled == null || there == null) {
            return;
        }
        over = true;
        took();
        upstream = null;
        tunnelled.channel().closeFuture().addListener(closed -> there.meter().left());
        client.tunnel(tunnelled);
    }

    private void body(ResponseHead answer, HttpContent content) {
        boolean last = content instanceof LastHttpContent;
        boolean half = last && answer.endsByClosing() && (upstream == null || upstream.broken());
        if (half || content.decoderResult().isFailure()) {
            content.release();
            cut();
            return;
        }
        client.touch();
        client.body(content);
        if (last) {
            finish(answer);
        }
    }

    private void finish(ResponseHead answer) {
        over = true;
        leaveTarget(false);
        client.flush();
        Upstream done = upstream;
        upstream = null;
        if (done != null) {
            if (answer.targetStays() && requestDone && !done.saidMore()) {
                client.upstreams().keep(done);
            } else {
                done.close();
            }
        }
        client.done(answer.clientStays());
    }

    /** What had arrived of the answer is through. */
    void answerRead() {
        client.flush();
    }

    void targetWritable() {
        client.pump();
    }

    void clientWritable(boolean writable) {
        if (upstream != null) {
            upstream.channel().config().setAutoRead(writable);
        }
    }

    /** The target's connection has ended without the end of an answer. */
    void targetClosed(Upstream closed, @Nullable Throwable cause) {
        upstream = null;
        if (over) {
            return;
        }
        if (answer != null) {
            cut();
        } else if (closed.reused() && !closed.received() && !repeated && request.repeatable() && pool != null) {
            repeated = true;
            sent = false;
            connect(pool, closed.target());
        } else {
            broken(
                    HttpResponseStatus.BAD_GATEWAY,
                    cause == null ? "the target closed without an answer" : "the target broke off");
        }
    }

    /** Nothing has moved for the idle timeout. */
    void idle() {
        if (answer != null) {
            cut();
        } else if (!requestDone && takesContent()) {
            broken(HttpResponseStatus.REQUEST_TIMEOUT, "the rest of the request did not come in time");
        } else {
            broken(HttpResponseStatus.GATEWAY_TIMEOUT, "the target did not answer in time");
        }
    }

    /** The client has gone: its target need not go on. */
    void abandon() {
        over = true;
        dropUpstream();
        leaveTarget(false);
    }

    /** The exchange can't go on: answers so if nothing was answered yet. */
    private void broken(HttpResponseStatus status, String why) {
        dropUpstream();
        if (answer != null) {
            cut();
            return;
        }
        leaveTarget(status.codeClass() == HttpStatusClass.SERVER_ERROR);
        refuse(status, why);
    }

    /** Half an answer was written: the client must see that it is half. */
    private void cut() {
        over = true;
        dropUpstream();
        client.frontend().meter().failed();
        leaveTarget(true);
        client.reset();
    }

    private void refuse(HttpResponseStatus status, String why) {
        if (status.codeClass() == HttpStatusClass.SERVER_ERROR) {
            client.frontend().meter().failed();
        }
        answerHere(LocalAnswer.of(status, why));
    }

    private void answerHere(HttpResponse response) {
        over = true;
        boolean stays = request.keepAlive() && requestDone && client.mayStay();
        ResponseHead.announce(response.headers(), request, stays);
        client.answer(response, request.isHead());
        client.flush();
        client.done(stays);
    }

    private void took() {
        long nanos = System.nanoTime() - began;
        client.frontend().meter().took(nanos);
        if (target != null) {
            target.meter().took(nanos);
        }
    }

    private void fail() {
        client.frontend().meter().failed();
        if (target != null) {
            target.meter().failed();
        }
    }

    private void leaveTarget(boolean failed) {
        if (target != null) {
            target.meter().left();
            if (failed) {
                target.meter().failed();
            }
            target = null;
        }
    }

    private void dropUpstream() {
        if (upstream != null) {
            upstream.close();
            upstream = null;
        }
    }
}

package io.portolan.engine;

import io.portolan.Code;
import io.portolan.Event;
import io.portolan.EventListener;
import io.portolan.Failure;
import io.portolan.PortolanException;
import io.portolan.model.NativeId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Runs a graph: what is ready and excludes nothing that runs, at once; the rest in order. A failure stops what depends on it and nothing else. One
 * thread decides; with a parallelism of 1 it also does the work, so that a run on virtual time is deterministic.
 */
final class Run {
    /** How the nodes ended. */
    record Result(Set<Node> done, Map<Node, PortolanException> failed, List<Node> skipped, boolean fenced) {}

    private record Ended(
            Task task,
            StepRun.@Nullable Attempt attempt,
            @Nullable Throwable failure) {}

    private static final class Task {
        final Node node;
        final StepRun step;
        int missing;
        Instant wake = Instant.EPOCH;
        Instant begun = Instant.EPOCH;
        boolean exclusive;

        Task(Node node, StepRun step) {
            this.node = node;
            this.step = step;
            this.missing = node.before().size();
        }
    }

    private final RunContext context;
    private final EventListener listener;
    private final Workers workers;
    private final Map<Node, Task> tasks = new LinkedHashMap<>();
    private final Map<Node, List<Task>> behind = new HashMap<>();
    private final PriorityQueue<Task> ready = new PriorityQueue<>((a, b) -> Integer.compare(a.node.id(), b.node.id()));
    private final PriorityQueue<Task> asleep = new PriorityQueue<>(
            (a, b) -> a.wake.equals(b.wake) ? Integer.compare(a.node.id(), b.node.id()) : a.wake.compareTo(b.wake));
    private final BlockingQueue<Ended> ended = new LinkedBlockingQueue<>();
    private final Set<NativeId> held = new HashSet<>();
    private final Set<Node> done = new HashSet<>();
    private final Map<Node, PortolanException> failed = new LinkedHashMap<>();
    private final Set<Node> skipped = new HashSet<>();
    private int running;
    private boolean fenced;

    Run(RunContext context, List<Node> nodes, EventListener listener, Workers workers) {
        this.context = context;
        this.listener = listener;
        this.workers = workers;
        nodes.forEach(node -> tasks.put(node, new Task(node, new StepRun(context, node))));
        for (Task task : tasks.values()) {
            task.node
                    .before()
                    .forEach(b ->
                            behind.computeIfAbsent(b, x -> new ArrayList<>(2)).add(task));
            if (task.missing == 0) {
                ready.add(task);
            }
        }
    }

    Result run() throws InterruptedException {
        while (done.size() + failed.size() + skipped.size() < tasks.size()) {
            wake();
            boolean stop = fenced || context.isStopping();
            if (!stop) {
                start();
            }
            if (running > 0) {
                await();
            } else if (stop || asleep.isEmpty() && ready.isEmpty()) {
                break;
            } else if (!asleep.isEmpty()) {
                sleep();
            }
        }
        List<Node> left = new ArrayList<>();
        for (Node node : tasks.keySet()) {
            if (!done.contains(node) && !failed.containsKey(node)) {
                left.add(node);
                event(Event.What.SKIPPED, node, Duration.ZERO, "");
            }
        }
        return new Result(done, failed, left, fenced);
    }

    private void wake() {
        Instant now = context.time().now();
        while (!asleep.isEmpty() && !asleep.element().wake.isAfter(now)) {
            ready.add(asleep.remove());
        }
    }

    private void start() {
        Queue<Task> excluded = new ArrayDeque<>();
        while (running < workers.parallelism() && !ready.isEmpty()) {
            Task task = ready.remove();
            if (!task.exclusive && task.node.step().exclusive().stream().anyMatch(held::contains)) {
                excluded.add(task);
                continue;
            }
            if (!task.exclusive) {
                held.addAll(task.node.step().exclusive());
                task.exclusive = true;
            }
            if (task.begun.equals(Instant.EPOCH)) {
                task.begun = context.time().now();
                event(Event.What.BEGUN, task.node, Duration.ZERO, "");
            }
            running++;
            workers.executor().execute(() -> ended.add(attempt(task)));
        }
        ready.addAll(excluded);
    }

    private static Ended attempt(Task task) {
        try {
            return new Ended(task, task.step.attempt(), null);
        } catch (RuntimeException | Error e) {
            // Carried to the deciding thread: an error must end the run there, not a worker here.
            return new Ended(task, null, e);
        }
    }

    private void await() throws InterruptedException {
        Ended end = ended.poll();
        if (end == null) {
            end = asleep.isEmpty()
                    ? ended.take()
                    : ended.poll(
                            Math.max(
                                    1,
                                    Duration.between(context.time().now(), asleep.element().wake)
                                            .toMillis()),
                            TimeUnit.MILLISECONDS);
        }
        while (end != null) {
            running--;
            settle(end);
            end = ended.poll();
        }
    }

    private void sleep() throws InterruptedException {
        Duration wait = Duration.between(context.time().now(), asleep.element().wake);
        if (!wait.isNegative() && !wait.isZero()) {
            // In short pieces, so that a cancellation is seen.
            context.time().sleep(Stopping.piece(wait));
        }
    }

    private void settle(Ended end) {
        Task task = end.task;
        if (end.failure instanceof Error error) {
            throw error;
        }
        if (end.failure != null) {
            fail(task, end.failure instanceof PortolanException e ? e : defect(task, end.failure));
        } else if (end.attempt != null && end.attempt.done()) {
            release(task);
            done.add(task.node);
            event(
                    Event.What.DONE,
                    task.node,
                    Duration.between(task.begun, context.time().now()),
                    "");
            for (Task next : behind.getOrDefault(task.node, List.of())) {
                if (--next.missing == 0 && !skipped.contains(next.node)) {
                    ready.add(next);
                }
            }
        } else if (end.attempt != null) {
            task.wake = context.time().now().plus(end.attempt.again());
            if (!task.step.isWaiting()) {
                release(task);
            }
            asleep.add(task);
            event(
                    Event.What.WAITING,
                    task.node,
                    Duration.between(task.begun, context.time().now()),
                    task.node.call().waiting().map(w -> w.what()).orElse(""));
        }
    }

    private static PortolanException defect(Task task, Throwable e) {
        return new PortolanException(
                Failure.of(
                                Code.INTERNAL,
                                "a defect in " + task.node.step().nativeCall() + ": "
                                        + e.getClass().getSimpleName())
                        .nativeCall(task.node.step().nativeCall())
                        .remedy("report this to the author of the provider"),
                e);
    }

    private void release(Task task) {
        if (task.exclusive) {
            held.removeAll(task.node.step().exclusive());
            task.exclusive = false;
        }
    }

    private void fail(Task task, PortolanException e) {
        release(task);
        failed.put(task.node, e);
        fenced |= e.code() == Code.FENCED;
        event(
                Event.What.FAILED,
                task.node,
                Duration.between(task.begun, context.time().now()),
                e.failure().toString());
        Queue<Node> lost = new ArrayDeque<>(List.of(task.node));
        while (!lost.isEmpty()) {
            for (Task next : behind.getOrDefault(lost.remove(), List.of())) {
                if (skipped.add(next.node)) {
                    lost.add(next.node);
                }
            }
        }
    }

    private void event(Event.What what, Node node, Duration took, String detail) {
        listener.on(Event.of(
                context.time().now(),
                what,
                node.keys().get(0),
                node.id(),
                node.step().nativeCall(),
                took,
                detail));
    }
}

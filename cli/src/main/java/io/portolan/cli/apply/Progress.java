package io.portolan.cli.apply;

import io.portolan.Event;
import io.portolan.EventListener;
import io.portolan.Plan;
import io.portolan.cli.apply.Rows.Row;
import io.portolan.cli.terminal.Paint;
import io.portolan.cli.terminal.Terminal;
import io.portolan.cli.terminal.Text;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Shows a run while it goes on: on a terminal the running lines are rewritten in place, elsewhere each line is printed once, when it ends. Says
 * nothing until it is begun.
 */
public final class Progress implements EventListener {
    private static final int TITLE = 22;
    private static final int BAR = 12;
    private static final int MOST_RUNNING = 8;
    private static final long REDRAW = 50_000_000L;

    private final PrintStream out;
    private final Paint paint;
    private final boolean live;
    private final int width;
    private final LongSupplier nanos;
    private @Nullable Rows rows;
    private int steps;
    private long start;
    private int inFlight;
    private int drawn;
    private long drawnAt;

    /** A progress on this terminal's error stream. */
    public Progress(Terminal terminal) {
        this(
                terminal.err(),
                terminal.paint(Terminal.Stream.ERR),
                terminal.isLive(),
                terminal.width(),
                System::nanoTime);
    }

    Progress(PrintStream out, Paint paint, boolean live, int width, LongSupplier nanos) {
        this.out = out;
        this.paint = paint;
        this.live = live;
        this.width = width;
        this.nanos = nanos;
    }

    /** From now on the steps of this plan are shown. */
    public synchronized void begin(Plan plan) {
        rows = new Rows(plan);
        steps = plan.steps().size();
        start = nanos.getAsLong();
    }

    /** No running line is left on the screen. */
    public synchronized void end() {
        erase();
        rows = null;
        out.flush();
    }

    /** How many native calls are under way. */
    public synchronized int inFlight() {
        return inFlight;
    }

    /** How long it has been going on. */
    synchronized Duration elapsed() {
        return Duration.ofNanos(nanos.getAsLong() - start);
    }

    @Override
    public synchronized void on(Event event) {
        if (rows == null || event.key().isEmpty()) {
            return;
        }
        Row row = rows.of(event.key().get());
        if (row.begun < 0) {
            row.begun = nanos.getAsLong();
        }
        switch (event.what()) {
            case BEGUN -> {
                inFlight++;
                row.running++;
                row.doing = event.call();
                row.ended = false;
            }
            case WAITING -> row.doing = "waiting" + (event.detail().isEmpty() ? "" : ": until " + event.detail());
            case RETRIED -> row.doing = event.call() + " again";
            case DONE -> done(row, event);
            case FAILED -> failed(row, event);
            case SKIPPED, CALLED -> {}
            case REPLANNED -> line(clock(nanos.getAsLong()) + "planned again: " + event.detail());
        }
        redraw(event.what() == Event.What.BEGUN);
    }

    private void done(Row row, Event event) {
        inFlight--;
        row.running--;
        row.done.add(event.step());
        if (row.running == 0 && row.done.size() >= row.total) {
            row.ended = true;
            line(clock(nanos.getAsLong())
                    + Text.column(row.title, TITLE)
                    + paint.good("ok")
                    + String.format(Locale.ROOT, "%12s", Text.took(since(row)))
                    + (row.keys.size() > 1 ? "   " + Text.count(row.keys.size(), "record set") : ""));
        }
    }

    private void failed(Row row, Event event) {
        inFlight--;
        row.running--;
        row.ended = row.running == 0;
        line(clock(nanos.getAsLong())
                + Text.column(row.title, TITLE)
                + paint.bad("FAILED")
                + "  at step " + event.step() + " of " + steps + ", " + event.call());
    }

    private Duration since(Row row) {
        return Duration.ofNanos(nanos.getAsLong() - row.begun);
    }

    private String clock(long at) {
        return String.format(Locale.ROOT, "%5s  ", Text.clock(Duration.ofNanos(at - start)));
    }

    private void line(String text) {
        erase();
        out.println(text);
        drawnAt = 0;
    }

    private void redraw(boolean canWait) {
        if (!live || rows == null || (canWait && nanos.getAsLong() - drawnAt < REDRAW)) {
            return;
        }
        erase();
        List<String> lines = new ArrayList<>();
        int more = 0;
        for (Row row : rows.all()) {
            if (row.isRunning() && lines.size() < MOST_RUNNING) {
                lines.add(Text.cut(running(row), width - 1));
            } else if (row.isRunning()) {
                more++;
            }
        }
        if (more > 0) {
            lines.add("       and " + more + " more");
        }
        lines.forEach(out::println);
        out.flush();
        drawn = lines.size();
        drawnAt = nanos.getAsLong();
    }

    private String running(Row row) {
        int filled = row.total == 0 ? 0 : Math.min(BAR, BAR * row.done.size() / row.total);
        String counts = Math.min(row.done.size(), row.total) + "/" + row.total;
        return clock(row.begun)
                + Text.column(row.title, TITLE)
                + "#".repeat(filled)
                + ".".repeat(BAR - filled)
                + String.format(Locale.ROOT, "%7s  ", counts)
                + row.doing;
    }

    private void erase() {
        if (drawn > 0) {
            // Up to the first running line, then everything from there on is cleared.
            out.print("\u001b[" + drawn + "A\u001b[0J");
            drawn = 0;
        }
    }
}

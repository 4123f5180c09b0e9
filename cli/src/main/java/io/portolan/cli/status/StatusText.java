package io.portolan.cli.status;

import io.portolan.Health;
import io.portolan.cli.plan.Keys;
import io.portolan.cli.status.StatusRows.Row;
import io.portolan.cli.terminal.Paint;
import io.portolan.cli.terminal.Text;
import io.portolan.cli.workspace.Workspace;
import io.portolan.dns.RecordSet;
import io.portolan.engine.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A status for people. Record sets that are well are counted in their zone's row. */
final class StatusText {
    private static final int KEY = 27;
    private static final int STATE = 10;
    private static final int MOST_DOWN = 10;

    private final Workspace workspace;
    private final Status status;
    private final StatusRows rows;
    private final Paint paint;
    private final Instant now;

    StatusText(Workspace workspace, Status status, StatusRows rows, Paint paint, Instant now) {
        this.workspace = workspace;
        this.status = status;
        this.rows = rows;
        this.paint = paint;
        this.now = now;
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(paint.strong(workspace.stack().owner() + " on " + workspace.providerName()) + "    "
                + Text.count(workspace.stack().resources().size(), "resource") + applied());
        lines.add("");
        lines.add(Text.ends(Text.column("RESOURCE", KEY) + Text.column("STATE", STATE) + "WHAT", "HEALTH"));
        Map<String, List<Row>> sets = new LinkedHashMap<>();
        for (Row row : rows.all()) {
            if (!row.key().is(RecordSet.KIND)) {
                row(row, lines);
            } else if (!row.state().equals("ok")) {
                sets.computeIfAbsent(Keys.group(row.key()) + " " + row.state(), g -> new ArrayList<>())
                        .add(row);
            }
        }
        sets.values().forEach(group -> sets(group, lines));
        status.blind().forEach((what, why) -> lines.add(Text.column(what, KEY) + state("unread") + why));
        lines.add("");
        lines.add(footer());
        return lines;
    }

    private void sets(List<Row> group, List<String> lines) {
        Row first = group.get(0);
        if (group.size() == 1) {
            row(first, lines);
        } else {
            lines.add(Text.column(Keys.group(first.key()), KEY)
                    + state(first.state())
                    + Text.count(group.size(), "record set"));
        }
    }

    private void row(Row row, List<String> lines) {
        Health health = row.health();
        int room = Text.WIDTH
                - KEY
                - STATE
                - (health == null ? 0 : health.toString().length() + 4);
        String left =
                Text.column(row.key().toString(), KEY) + Text.column(row.state(), STATE) + Text.cut(row.what(), room);
        String line = health == null ? left : Text.ends(left, health.toString());
        // Painted last: widths are counted without the colours.
        lines.add(line.substring(0, Math.max(KEY, row.key().toString().length() + 1))
                + state(row.state())
                + line.substring(Math.max(KEY, row.key().toString().length() + 1)
                        + Text.column(row.state(), STATE).length()));
        if (health != null) {
            health.parts().stream()
                    .filter(p -> !p.isUp())
                    .limit(MOST_DOWN)
                    .forEach(p -> lines.add(" ".repeat(KEY + STATE + 2) + p));
        }
    }

    private String state(String state) {
        String padded = Text.column(state, STATE);
        return switch (state) {
            case "ok" -> paint.good(padded);
            case "degraded", "stopped", "extra" -> paint.change(padded);
            case "retained" -> padded;
            default -> paint.bad(padded);
        };
    }

    private String applied() {
        return status.applied()
                .map(a -> (a.complete() ? ", as applied " : ", apply begun ")
                        + Text.ago(Duration.between(a.at(), now)) + " ago (plan "
                        + a.digest().substring(0, Math.min(8, a.digest().length()))
                        + (a.by().isEmpty() ? "" : ", by " + a.by()) + ")")
                .orElse(", never applied from here");
    }

    private String footer() {
        boolean stopped = rows.all().stream().anyMatch(r -> r.state().equals("stopped"));
        if (stopped) {
            return "Made, not served: " + workspace.command("up");
        }
        boolean open = status.applied().filter(a -> !a.complete()).isPresent();
        return open
                ? "The last apply has not come to its end. To go on: " + workspace.command("apply")
                : "Drift is a question of its own: " + workspace.command("diff");
    }
}

package io.portolan.cli.plan;

import io.portolan.Refusal;
import io.portolan.cli.terminal.Paint;
import io.portolan.cli.terminal.Text;
import io.portolan.model.Key;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A refusal: what, why in one word, the cause with its place, what to do. */
public final class RefusalLines {
    private static final int WORD = 9;
    private static final int KEY = 30;
    private static final int INDENT = 11;

    private RefusalLines() {}

    /** The lines of one refusal. */
    public static List<String> of(Refusal refusal, Optional<String> place, Paint paint) {
        List<String> lines = new ArrayList<>();
        String what = refusal.key().map(Key::toString).orElse("the whole plan");
        lines.add(paint.bad(Text.column("refused", WORD)) + Text.column(what, KEY) + refusal.why());
        String cause = refusal.message() + place.map(p -> " (" + p + ")").orElse("") + ".";
        indented(cause, 0, lines);
        refusal.help().forEach(help -> indented(help, 0, lines));
        return lines;
    }

    private static void indented(String text, int more, List<String> lines) {
        for (String line : Text.wrap(text, Text.WIDTH - INDENT - more)) {
            lines.add(" ".repeat(INDENT + more) + line);
        }
    }
}

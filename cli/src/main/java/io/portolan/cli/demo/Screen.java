package io.portolan.cli.demo;

import java.io.PrintStream;
import java.util.Locale;

/** The demo's lines: a number, a word, what happened. */
final class Screen {
    private static final int BAR = 60;

    private final PrintStream out;

    Screen(PrintStream out) {
        this.out = out;
    }

    void line(String text) {
        out.println(text);
        out.flush();
    }

    void step(int number, String word, String text) {
        line(String.format(Locale.ROOT, "%-2d %-12s %s", number, word, text));
    }

    void more(String text) {
        line("                " + text);
    }

    void bar(String colour, double share) {
        more(String.format(
                Locale.ROOT,
                "%-5s %-" + BAR + "s %3.0f %%",
                colour,
                "#".repeat((int) Math.round(share * BAR / 100)),
                share));
    }
}

package io.portolan.cli.graph;

import io.portolan.model.Key;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * A drawing as SVG: levels as rows, the users above. Each row is ordered by where its neighbours are (a few sweeps of barycentres), which keeps
 * most lines from crossing. The same drawing gives the same text.
 */
final class Svg {
    private static final int WIDTH = 168;
    private static final int HEIGHT = 44;
    private static final int GAP = 24;
    private static final int RISE = 64;
    private static final int MARGIN = 20;
    private static final int SWEEPS = 8;
    private static final int MOST_NAME = 24;

    private static final Map<String, String> COLOURS = Map.of(
            "Network", "#dbeafe",
            "Firewall", "#fee2e2",
            "Link", "#dbeafe",
            "Address", "#ede9fe",
            "LoadBalancer", "#dcfce7",
            "DnsZone", "#fef3c7",
            "RecordSet", "#fef9c3",
            "Volume", "#e5e7eb",
            "Snapshot", "#f3f4f6",
            "Attachment", "#f3f4f6");

    private final Drawing drawing;
    private final List<List<Key>> rows = new ArrayList<>();
    private final Map<Key, Double> centres = new HashMap<>();
    private final Map<Key, Integer> tops = new LinkedHashMap<>();

    private Svg(Drawing drawing) {
        this.drawing = drawing;
        drawing.levels().forEach(level -> rows.add(0, new ArrayList<>(level)));
    }

    static String of(Drawing drawing) {
        Svg svg = new Svg(drawing);
        svg.order();
        return svg.text();
    }

    private void order() {
        Map<Key, List<Key>> neighbours = new HashMap<>();
        drawing.uses()
                .forEach((key, targets) -> targets.forEach(target -> {
                    neighbours.computeIfAbsent(key, k -> new ArrayList<>()).add(target);
                    neighbours.computeIfAbsent(target, k -> new ArrayList<>()).add(key);
                }));
        rows.forEach(this::place);
        for (int sweep = 0; sweep < SWEEPS; sweep++) {
            List<List<Key>> order = new ArrayList<>(rows);
            if (sweep % 2 == 1) {
                java.util.Collections.reverse(order);
            }
            for (List<Key> row : order) {
                row.sort(Comparator.<Key>comparingDouble(
                                key -> barycentre(key, neighbours.getOrDefault(key, List.of())))
                        .thenComparing(Comparator.naturalOrder()));
                place(row);
            }
        }
    }

    private double barycentre(Key key, List<Key> neighbours) {
        return neighbours.stream()
                .mapToDouble(n -> centres.getOrDefault(n, 0.0))
                .average()
                .orElse(centres.getOrDefault(key, 0.0));
    }

    /** Spreads a row around the middle of the picture. */
    private void place(List<Key> row) {
        double left = (width() - row.size() * (WIDTH + GAP) + GAP) / 2.0;
        for (int i = 0; i < row.size(); i++) {
            centres.put(row.get(i), left + i * (WIDTH + GAP) + WIDTH / 2.0);
        }
    }

    private int width() {
        int most = rows.stream().mapToInt(List::size).max().orElse(1);
        return 2 * MARGIN + most * (WIDTH + GAP) - GAP;
    }

    private String text() {
        for (int i = 0; i < rows.size(); i++) {
            int top = MARGIN + i * (HEIGHT + RISE);
            rows.get(i).forEach(key -> tops.put(key, top));
        }
        int height = 2 * MARGIN + rows.size() * (HEIGHT + RISE) - RISE;
        StringBuilder out = new StringBuilder();
        out.append(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\""
                        + " font-family=\"system-ui, sans-serif\" font-size=\"13\">%n",
                width(),
                height,
                width(),
                height));
        out.append("<defs><marker id=\"arrow\" viewBox=\"0 0 8 8\" refX=\"8\" refY=\"4\" markerWidth=\"7\""
                + " markerHeight=\"7\" orient=\"auto\"><path d=\"M0 0L8 4L0 8z\" fill=\"#6b7280\"/></marker></defs>\n");
        drawing.uses().forEach((key, targets) -> lines(key, targets, out));
        tops.keySet().forEach(key -> box(key, out));
        return out.append("</svg>\n").toString();
    }

    private void lines(Key key, Set<Key> targets, StringBuilder out) {
        for (Key target : targets) {
            double x1 = centres.getOrDefault(key, 0.0);
            double x2 = centres.getOrDefault(target, 0.0);
            int y1 = tops.getOrDefault(key, 0) + HEIGHT;
            int y2 = tops.getOrDefault(target, 0);
            int bend = RISE / 2;
            out.append(String.format(
                    Locale.ROOT,
                    "<path d=\"M%.0f %d C%.0f %d %.0f %d %.0f %d\" fill=\"none\" stroke=\"#6b7280\""
                            + " marker-end=\"url(#arrow)\"/>%n",
                    x1,
                    y1,
                    x1,
                    y1 + bend,
                    x2,
                    y2 - bend,
                    x2,
                    y2));
        }
    }

    private void box(Key key, StringBuilder out) {
        double x = centres.getOrDefault(key, 0.0);
        int y = tops.getOrDefault(key, 0);
        String name = key.name().length() > MOST_NAME ? key.name().substring(0, MOST_NAME - 1) + "…" : key.name();
        out.append(String.format(
                Locale.ROOT,
                "<g><title>%s</title><rect x=\"%.0f\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"6\" fill=\"%s\""
                        + " stroke=\"#9ca3af\"/><text x=\"%.0f\" y=\"%d\" text-anchor=\"middle\" fill=\"#6b7280\""
                        + " font-size=\"11\">%s</text><text x=\"%.0f\" y=\"%d\" text-anchor=\"middle\">%s</text></g>%n",
                escaped(key.toString()),
                x - WIDTH / 2.0,
                y,
                WIDTH,
                HEIGHT,
                COLOURS.getOrDefault(key.kind(), "#ffffff"),
                x,
                y + 17,
                escaped(key.kind()),
                x,
                y + 34,
                escaped(name)));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}

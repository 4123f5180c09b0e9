package io.portolan;

import static java.util.Objects.requireNonNull;

import java.util.List;

/** How a resource is doing right now, as its provider says. Never drift: a plan is empty with every target down. */
public final class Health {
    /** One thing that can be up or down: a target, a name server. */
    public static final class Part {
        private final String name;
        private final boolean up;
        private final String detail;

        private Part(String name, boolean up, String detail) {
            this.name = requireNonNull(name, "name");
            this.up = up;
            this.detail = requireNonNull(detail, "detail");
        }

        /** A part: where it is, whether it is up, and what was seen (may be empty). */
        public static Part of(String name, boolean up, String detail) {
            return new Part(name, up, detail);
        }

        /** Where it is, as {@code 10.20.1.20:8080 (web)}. */
        public String name() {
            return name;
        }

        /** Whether it is up. */
        public boolean isUp() {
            return up;
        }

        /** What was seen; may be empty. */
        public String detail() {
            return detail;
        }

        @Override
        public String toString() {
            return name + (up ? " up" : " down") + (detail.isEmpty() ? "" : ": " + detail);
        }
    }

    private final List<Part> parts;

    private Health(List<Part> parts) {
        this.parts = List.copyOf(parts);
    }

    /** The health of these parts. */
    public static Health of(List<Part> parts) {
        return new Health(parts);
    }

    /** The parts. */
    public List<Part> parts() {
        return parts;
    }

    /** How many are up. */
    public int up() {
        return (int) parts.stream().filter(Part::isUp).count();
    }

    @Override
    public String toString() {
        return up() + " of " + parts.size() + " up";
    }
}

package io.portolan.baremetal.nameserver;

import java.util.List;

/** A configuration that can't be served. Nothing of it was taken; what was served before is still served. */
public final class InvalidConfigException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final List<String> problems;

    InvalidConfigException(List<String> problems) {
        super(String.join("; ", problems));
        this.problems = List.copyOf(problems);
    }

    /** Every problem, each with the zone, the record set and the value that it is about. */
    public List<String> problems() {
        return problems;
    }
}

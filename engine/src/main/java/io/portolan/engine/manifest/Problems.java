package io.portolan.engine.manifest;

import io.portolan.engine.manifest.Diagnostic.Severity;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Everything that is wrong with a set of manifests, in the order of files and lines, as text for people and as JSON. */
public final class Problems {
    private static final Comparator<Diagnostic> ORDER = Comparator.comparing(Diagnostic::location)
            .thenComparing(Diagnostic::code)
            .thenComparing(Diagnostic::message);

    private final List<Diagnostic> all;
    private final int files;
    private final int documents;

    private Problems(List<Diagnostic> all, int files, int documents) {
        this.all = all;
        this.files = files;
        this.documents = documents;
    }

    static Problems of(Collection<Diagnostic> all, int files, int documents) {
        return new Problems(all.stream().distinct().sorted(ORDER).toList(), files, documents);
    }

    /** The same with more of them, such as what the chosen provider can't hold; sorted in by place. */
    public Problems and(Collection<Diagnostic> more) {
        List<Diagnostic> both = new ArrayList<>(all);
        both.addAll(more);
        return of(both, files, documents);
    }

    /** All of them, by place. */
    public List<Diagnostic> all() {
        return all;
    }

    /** How many errors there are. */
    public int errors() {
        return (int) all.stream().filter(d -> d.severity() == Severity.ERROR).count();
    }

    /** How many warnings there are. */
    public int warnings() {
        return all.size() - errors();
    }

    /** Whether nothing may be planned. */
    public boolean hasErrors() {
        return errors() > 0;
    }

    /** How many files were read. */
    public int files() {
        return files;
    }

    /** How many documents were found in them. */
    public int documents() {
        return documents;
    }

    /**
     * For people: each problem with its code, place, excerpt, cause and what to do, then a line that counts them. Lines end with a line
     * feed; empty when there is nothing to say.
     */
    public String text() {
        return ProblemText.of(this);
    }

    /** For programs: {@code {"apiVersion": "portolan.io/v1", "kind": "Problems", "problems": [...]}} on one line. */
    public String json() {
        return ProblemJson.of(this);
    }

    @Override
    public String toString() {
        return errors() + " errors, " + warnings() + " warnings";
    }
}

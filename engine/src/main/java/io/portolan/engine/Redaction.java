package io.portolan.engine;

import io.portolan.Failure;
import io.portolan.PortolanException;
import io.portolan.model.Secret;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Takes what a call was given in secret out of what is said about it: providers repeat what they refuse. */
final class Redaction {
    /** A shorter line of a secret says too little, and stands in too many words. */
    private static final int SHORTEST = 8;

    private static final String MASK = "***";

    private Redaction() {}

    /** The same failure without the secrets among these arguments; the exception itself where there is nothing to take out. */
    static PortolanException of(PortolanException e, Collection<?> arguments) {
        List<String> secrets = new ArrayList<>();
        for (Object argument : arguments) {
            if (argument instanceof Secret secret) {
                add(secret.reveal(), secrets);
            }
        }
        Failure failure = e.failure();
        Failure clean = clean(failure, secrets);
        return clean.equals(failure) ? e : new PortolanException(clean, e.getCause());
    }

    /** The whole of it, and each of its lines: a key of several lines is often repeated on one. */
    private static void add(String secret, List<String> secrets) {
        secrets.add(secret);
        secret.lines()
                .map(String::strip)
                .filter(line -> !line.startsWith("-----"))
                .forEach(secrets::add);
        secrets.removeIf(text -> text.length() < SHORTEST);
        secrets.sort(Comparator.comparingInt(String::length).reversed());
    }

    private static Failure clean(Failure failure, List<String> secrets) {
        Failure clean = Failure.of(failure.code(), clean(failure.message(), secrets));
        clean = failure.remedy()
                .map(text -> clean(text, secrets))
                .map(clean::remedy)
                .orElse(clean);
        clean = failure.nativeCall().map(clean::nativeCall).orElse(clean);
        clean = failure.nativeCode()
                .map(text -> clean(text, secrets))
                .map(clean::nativeCode)
                .orElse(clean);
        clean = failure.requestId()
                .map(text -> clean(text, secrets))
                .map(clean::requestId)
                .orElse(clean);
        clean = failure.holder()
                .map(text -> clean(text, secrets))
                .map(clean::holder)
                .orElse(clean);
        clean = failure.retryAfter().map(clean::retryAfter).orElse(clean);
        return failure.culprits().isEmpty() ? clean : clean.culprits(failure.culprits());
    }

    private static String clean(String text, List<String> secrets) {
        String clean = text;
        for (String secret : secrets) {
            clean = clean.replace(secret, MASK);
        }
        return clean;
    }
}

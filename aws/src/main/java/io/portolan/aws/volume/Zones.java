package io.portolan.aws.volume;

import io.portolan.model.Output;
import java.util.List;
import java.util.Optional;

/** Zones by the words of specs. Pure. */
final class Zones {
    /** The zone of a volume, known in the plan: a machine can only have it in the same one. */
    static final Output<String> OF_VOLUME = Output.of("Volume", "zone", String.class);

    private Zones() {}

    /** Whether a word means this zone: by its name, or by the letter at its end. */
    static boolean means(String word, String zone) {
        return word.equals(zone) || isLetter(word) && zone.endsWith(word);
    }

    /**
     * The zone that a word means: a name, the zone with this letter at its end, else the letter's place in the order of zones.
     *
     * <p>Zones {@code us-west-1a}, {@code us-west-1c}. Input: {@code c}. After: {@code us-west-1c}. Input: {@code b}. After: the second, {@code
     * us-west-1c}. Input: {@code d}. After: empty.
     */
    static Optional<String> named(String word, List<String> zones) {
        if (!isLetter(word)) {
            return Optional.of(word);
        }
        Optional<String> same =
                zones.stream().filter(zone -> zone.endsWith(word)).findFirst();
        int place = word.charAt(0) - 'a';
        return same.isPresent() || place >= zones.size() ? same : Optional.of(zones.get(place));
    }

    static boolean isLetter(String word) {
        return word.length() == 1 && word.charAt(0) >= 'a' && word.charAt(0) <= 'z';
    }
}

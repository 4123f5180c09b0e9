package io.portolan.aws.dns;

import java.util.Set;
import software.amazon.awssdk.services.route53.model.GeoLocation;

/**
 * Places of geo answers: {@code default}, a continent's code, or a country's. Where both have a code, as NA, it is the continent's (API reference,
 * {@code GeoLocation}).
 */
final class Location {
    private static final Set<String> CONTINENTS = Set.of("AF", "AN", "AS", "EU", "OC", "NA", "SA");
    private static final String DEFAULT = "default";

    private Location() {}

    static boolean isPlace(String word) {
        return word.equals(DEFAULT) || word.matches("[A-Z]{2}");
    }

    static GeoLocation of(String word) {
        if (word.equals(DEFAULT)) {
            return GeoLocation.builder().countryCode("*").build();
        }
        return CONTINENTS.contains(word)
                ? GeoLocation.builder().continentCode(word).build()
                : GeoLocation.builder().countryCode(word).build();
    }

    static String word(GeoLocation place) {
        if (place.continentCode() != null) {
            return place.continentCode();
        }
        String country = place.countryCode().equals("*") ? DEFAULT : place.countryCode();
        return place.subdivisionCode() == null ? country : country + "-" + place.subdivisionCode();
    }
}

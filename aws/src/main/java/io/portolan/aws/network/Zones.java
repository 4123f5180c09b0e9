package io.portolan.aws.network;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.model.AvailabilityZone;

/**
 * The availability zones of a region. A manifest names one by AWS's name or id, or by a letter: {@code a} is the first, in the order of names. Which place
 * a name stands for differs between accounts, what an id stands for does not.
 */
record Zones(List<AvailabilityZone> all) {
    Zones(List<AvailabilityZone> all) {
        this.all = all.stream()
                .filter(zone -> zone.zoneType() == null || zone.zoneType().equals("availability-zone"))
                .filter(zone -> !"not-opted-in".equals(zone.optInStatusAsString()))
                .sorted(Comparator.comparing(AvailabilityZone::zoneName))
                .toList();
    }

    /** AWS's name of a zone; where none is asked for, the first one's. Empty where there is none such. */
    Optional<String> name(Optional<String> asked) {
        if (asked.isEmpty()) {
            return all.stream().findFirst().map(AvailabilityZone::zoneName);
        }
        String zone = asked.get();
        if (zone.matches("[a-z]")) {
            int index = zone.charAt(0) - 'a';
            return index < all.size() ? Optional.of(all.get(index).zoneName()) : Optional.empty();
        }
        return all.stream()
                .filter(z -> zone.equals(z.zoneName()) || zone.equals(z.zoneId()))
                .findFirst()
                .map(AvailabilityZone::zoneName);
    }

    @Override
    public String toString() {
        return String.join(
                ", ",
                all.stream().map(z -> z.zoneName() + " (" + z.zoneId() + ")").toList());
    }
}

package io.portolan.aws.volume;

import io.portolan.model.Key;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Device names for volumes: {@code /dev/sd[f-p]} as AWS recommends, then {@code /dev/xvd[b-d][a-z]}. Pure, and the same for the same machine and
 * attachments.
 *
 * <p>Source: EC2 user guide, "Device names for volumes"; aws-ebs-csi-driver, {@code pkg/cloud/devicemanager/allocator.go}.
 */
final class Devices {
    private static final List<String> NAMES = names();

    private Devices() {}

    private static List<String> names() {
        List<String> names = new ArrayList<>();
        for (char c = 'f'; c <= 'p'; c++) {
            names.add("/dev/sd" + c);
        }
        for (char first = 'b'; first <= 'd'; first++) {
            for (char second = 'a'; second <= 'z'; second++) {
                names.add("/dev/xvd" + first + second);
            }
        }
        return List.copyOf(names);
    }

    /**
     * A free name for each, in the order of their keys. Whoever finds none is left out.
     *
     * <p>In use: {@code /dev/sdf}. Input: {@code Attachment/a}, {@code Attachment/b}. After: {@code /dev/sdg}, {@code /dev/sdh}.
     */
    static Map<Key, String> choose(Collection<Key> wanting, Set<String> used) {
        Set<String> taken = new HashSet<>();
        used.forEach(name -> taken.add(plain(name)));
        Map<Key, String> chosen = new TreeMap<>();
        for (Key key : new TreeSet<>(wanting)) {
            NAMES.stream().filter(name -> taken.add(plain(name))).findFirst().ifPresent(name -> chosen.put(key, name));
        }
        return chosen;
    }

    /** One name for AWS and the machine: {@code /dev/sdf}, {@code sdf} and {@code /dev/xvdf} are one device. */
    static String plain(String name) {
        return name.replaceFirst("^/dev/", "").replaceFirst("^xvd", "sd");
    }
}

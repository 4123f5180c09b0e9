package io.portolan.baremetal.cloud;

import static io.portolan.baremetal.cloud.Requests.id;
import static io.portolan.baremetal.cloud.Requests.of;
import static io.portolan.baremetal.cloud.Requests.upsert;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A process that makes one call after another on a cloud and ends itself in the middle of one. Call number n is the same in every process,
 * token included; it says on standard output which calls it began and which were answered.
 */
final class CrashingClient {
    static final int ROUND = 4;

    private CrashingClient() {}

    /** Arguments: directory, number of the first call, the point to halt at, and how many times to pass it before. */
    public static void main(String[] arguments) {
        var left = new AtomicInteger(Integer.parseInt(arguments[3]));
        Hook hook = (point, call) -> {
            if (point.name().equals(arguments[2]) && left.getAndDecrement() == 0) {
                Runtime.getRuntime().halt(137);
            }
        };
        try (var cloud = EmbeddedCloud.open(
                Path.of(arguments[0]), CloudOptions.builder().hook(hook).build())) {
            for (int n = Integer.parseInt(arguments[1]); ; n++) {
                System.out.println("begin " + n);
                make(cloud, n);
                System.out.println("end " + n);
            }
        }
    }

    /** Makes call number n: in turn a volume, its snapshot, its attachment, and a record set. */
    static Map<String, Object> make(Api cloud, int n) {
        String name = "n" + n;
        String token = "call-" + n;
        return switch (n % ROUND) {
            case 0 -> cloud.call("volume.create", of("name", name, "size", 4096, "token", token));
            case 1 -> cloud.call("snapshot.create", of("name", name, "volume", volume(cloud, n), "token", token));
            case 2 ->
                cloud.call(
                        "attachment.create",
                        of("name", name, "volume", volume(cloud, n), "instance", name, "token", token));
            default ->
                cloud.call(
                        "zone.update",
                        of(
                                "id",
                                id(cloud.call("zone.create", of("dnsName", "example.", "token", "zone"))),
                                "changes",
                                List.of(
                                        upsert(name + ".a.example.", "A", "192.0.2.1"),
                                        upsert(name + ".b.example.", "A", "192.0.2.2")),
                                "token",
                                token));
        };
    }

    private static String volume(Api cloud, int n) {
        return id(cloud.call(
                "volume.create", of("name", "n" + (n - n % ROUND), "size", 4096, "token", "call-" + (n - n % ROUND))));
    }
}

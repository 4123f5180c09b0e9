package io.portolan.baremetal.cloud;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Attachments: a volume is with one instance at a time. An instance is any name; what it gets is a link {@code
 * instances/<instance>/<device>} to the volume's file. The device is called as the attachment is, with a number behind where that is
 * taken.
 */
final class Attachments implements Kind {
    private final VolumeFiles files;

    Attachments(VolumeFiles files) {
        this.files = files;
    }

    @Override
    public String name() {
        return "attachment";
    }

    @Override
    public String prefix() {
        return "att";
    }

    @Override
    public Set<String> assigned() {
        return Set.of("device");
    }

    @Override
    public Set<String> fixed() {
        return Set.of("volume", "instance");
    }

    @Override
    public Map<String, Object> read(Fields fields) {
        var body = new LinkedHashMap<String, Object>();
        body.put("volume", fields.text("volume"));
        String instance = fields.text("instance");
        VolumeFiles.fileName(instance);
        body.put("instance", instance);
        return body;
    }

    @Override
    public Map<String, Object> settle(
            Transaction transaction, String id, Map<String, Object> body, @Nullable Document before) {
        if (before != null) {
            body.put("device", before.text("device"));
            return body;
        }
        Document volume = transaction.get("volume", String.valueOf(body.get("volume")));
        Set<String> taken = new HashSet<>();
        for (Document other : transaction.all(name())) {
            if (other.text("volume").equals(volume.id())) {
                throw CloudException.inUse(volume.toString(), other.toString());
            }
            if (other.text("instance").equals(body.get("instance"))) {
                taken.add(other.text("device"));
            }
        }
        String name = String.valueOf(body.get("name"));
        String wanted = name.isEmpty() ? id : name;
        VolumeFiles.fileName(wanted);
        body.put(
                "device",
                Stream.concat(
                                Stream.of(wanted),
                                IntStream.iterate(2, i -> i + 1).mapToObj(i -> wanted + "-" + i))
                        .filter(device -> !taken.contains(device))
                        .findFirst()
                        .orElse(id));
        var attachment = new Document(name(), id, body);
        transaction.effect(files.link(files.link(attachment), files.volume(volume.id())));
        return body;
    }

    @Override
    public void deleted(Transaction transaction, Document attachment) {
        transaction.effect(files.delete(files.link(attachment)));
    }

    @Override
    public Map<String, Object> show(Transaction transaction, Document attachment) {
        var shown = new LinkedHashMap<>(attachment.body());
        shown.put("file", files.link(attachment).toString());
        return shown;
    }
}

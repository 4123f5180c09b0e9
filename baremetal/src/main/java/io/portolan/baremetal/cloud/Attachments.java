package io.portolan.baremetal.cloud;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Attachments: a volume is with one instance at a time. An instance is any name; what it gets is a link {@code
 * instances/<instance>/<device>} to the volume's file.
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
    public Set<String> fixed() {
        return Set.of("volume", "instance", "device");
    }

    @Override
    public Map<String, Object> read(Fields fields) {
        var body = new LinkedHashMap<String, Object>();
        body.put("volume", fields.text("volume"));
        String instance = fields.text("instance");
        VolumeFiles.fileName(instance);
        body.put("instance", instance);
        String device = fields.text("device");
        VolumeFiles.fileName(device);
        body.put("device", device);
        return body;
    }

    @Override
    public Map<String, Object> settle(
            Transaction transaction, String id, Map<String, Object> body, @Nullable Document before) {
        if (before != null) {
            return body;
        }
        Document volume = transaction.get("volume", String.valueOf(body.get("volume")));
        for (Document other : transaction.all(name())) {
            if (other.text("volume").equals(volume.id())) {
                throw CloudException.inUse(volume.toString(), other.toString());
            }
            if (other.text("instance").equals(body.get("instance"))
                    && other.text("device").equals(body.get("device"))) {
                throw CloudException.inUse(body.get("device") + " of " + body.get("instance"), other.toString());
            }
        }
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

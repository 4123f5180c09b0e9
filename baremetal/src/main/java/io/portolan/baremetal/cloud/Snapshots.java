package io.portolan.baremetal.cloud;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Snapshots: copies of volumes, complete when the call returns. The bytes are those that the file had while it was copied; whoever
 * writes to it meanwhile should stop first. Other calls wait for the copy, which takes no time where the file system shares blocks; what is
 * served goes on. They outlive their volume.
 */
final class Snapshots implements Kind {
    private final VolumeFiles files;

    Snapshots(VolumeFiles files) {
        this.files = files;
    }

    @Override
    public String name() {
        return "snapshot";
    }

    @Override
    public String prefix() {
        return "snap";
    }

    @Override
    public Set<String> assigned() {
        return Set.of("size");
    }

    @Override
    public Set<String> fixed() {
        return Set.of("volume");
    }

    @Override
    public Map<String, Object> read(Fields fields) {
        var body = new LinkedHashMap<String, Object>();
        body.put("volume", fields.text("volume"));
        body.put("description", fields.text("description", ""));
        return body;
    }

    @Override
    public Map<String, Object> settle(
            Transaction transaction, String id, Map<String, Object> body, @Nullable Document before) {
        if (before != null) {
            body.put("size", before.number("size"));
            return body;
        }
        Document volume = transaction.get("volume", String.valueOf(body.get("volume")));
        long size = volume.number("size");
        body.put("size", size);
        transaction.effect(VolumeFiles.create(files.snapshot(id), size, files.volume(volume.id())));
        return body;
    }

    @Override
    public void deleted(Transaction transaction, Document snapshot) {
        transaction.effect(files.delete(files.snapshot(snapshot.id())));
    }
}

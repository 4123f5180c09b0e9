package io.portolan.baremetal.cloud;

import io.portolan.baremetal.cloud.CloudException.Code;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Volumes: files of a size, which only grows. */
final class Volumes implements Kind {
    /** 8 TiB: what every usual file system takes as one file. */
    private static final long MOST = 1L << 43;

    private final VolumeFiles files;

    Volumes(VolumeFiles files) {
        this.files = files;
    }

    @Override
    public String name() {
        return "volume";
    }

    @Override
    public String prefix() {
        return "vol";
    }

    @Override
    public Set<String> fixed() {
        return Set.of("zone", "snapshot");
    }

    @Override
    public Map<String, Object> read(Fields fields) {
        var body = new LinkedHashMap<String, Object>();
        fields.optionalNumber("size", 1, MOST).ifPresent(size -> body.put("size", size));
        fields.optionalText("zone").ifPresent(zone -> body.put("zone", zone));
        fields.optionalText("snapshot").ifPresent(snapshot -> body.put("snapshot", snapshot));
        if (!body.containsKey("size") && !body.containsKey("snapshot")) {
            throw fields.wrong("size", "is missing");
        }
        return body;
    }

    @Override
    public Map<String, Object> settle(
            Transaction transaction, String id, Map<String, Object> body, @Nullable Document before) {
        if (before == null) {
            create(transaction, id, body);
            return body;
        }
        long had = before.number("size");
        long size = body.get("size") instanceof Long wanted ? wanted : had;
        if (size < had) {
            throw new CloudException(Code.IMMUTABLE, before + " has " + had + " bytes and can't become smaller");
        }
        if (size > had) {
            transaction.effect(VolumeFiles.grow(files.volume(id), had, size));
        }
        body.put("size", size);
        return body;
    }

    private void create(Transaction transaction, String id, Map<String, Object> body) {
        if (!(body.get("snapshot") instanceof String source)) {
            transaction.effect(VolumeFiles.create(files.volume(id), Json.number(body, "size"), null));
            return;
        }
        long least = transaction.get("snapshot", source).number("size");
        long size = body.get("size") instanceof Long wanted ? wanted : least;
        if (size < least) {
            throw CloudException.invalid("size must be " + least + " at least, as large as its snapshot");
        }
        body.put("size", size);
        transaction.effect(VolumeFiles.create(files.volume(id), size, files.snapshot(source)));
    }

    @Override
    public void checkUnused(Transaction transaction, Document volume) {
        for (Document attachment : transaction.all("attachment")) {
            if (attachment.text("volume").equals(volume.id())) {
                throw CloudException.inUse(volume.toString(), attachment.toString());
            }
        }
    }

    @Override
    public void deleted(Transaction transaction, Document volume) {
        transaction.effect(files.delete(files.volume(volume.id())));
    }

    @Override
    public Map<String, Object> show(Transaction transaction, Document volume) {
        var shown = new LinkedHashMap<>(volume.body());
        shown.put("file", files.volume(volume.id()).toString());
        return shown;
    }
}

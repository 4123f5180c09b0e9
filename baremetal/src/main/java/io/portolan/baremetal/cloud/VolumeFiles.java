package io.portolan.baremetal.cloud;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The files behind volumes, snapshots and attachments: {@code volumes/<id>.img}, {@code snapshots/<id>.img}, and {@code
 * instances/<instance>/<attachment>}, a link to the volume's file.
 */
final class VolumeFiles {
    private static final String IMAGE = ".img";

    private final Path volumes;
    private final Path snapshots;
    private final Path instances;

    VolumeFiles(Path directory) throws IOException {
        volumes = Directories.create(directory.resolve("volumes"));
        snapshots = Directories.create(directory.resolve("snapshots"));
        instances = Directories.create(directory.resolve("instances"));
    }

    Path volume(String id) {
        return volumes.resolve(id + IMAGE);
    }

    Path snapshot(String id) {
        return snapshots.resolve(id + IMAGE);
    }

    Path link(Document attachment) {
        return instances.resolve(fileName(attachment.text("instance"))).resolve(fileName(attachment.text("device")));
    }

    /** A name as one that any file system takes, and that leads nowhere else; different names stay different. */
    static String fileName(String name) {
        var safe = new StringBuilder();
        for (byte octet : name.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (octet & 0xff);
            boolean plain = c < 128 && (Character.isLetterOrDigit(c) || c == '-' || c == '_' || c == '.');
            safe.append(plain && !(c == '.' && safe.isEmpty()) ? "" + c : String.format("%%%02x", (int) c));
        }
        if (safe.isEmpty() || safe.length() > 200) {
            throw CloudException.invalid("a name must have 1 to 200 characters to become a file's name");
        }
        return safe.toString();
    }

    /** Makes a file of a size: empty, or from a source that may be shorter. */
    static Effect create(Path file, long size, @Nullable Path source) {
        return new Effect() {
            @Override
            public void prepare() throws IOException {
                Path beside = file.resolveSibling(file.getFileName() + ".new");
                if (source == null) {
                    SparseFiles.create(beside, size);
                } else {
                    SparseFiles.copy(source, beside, size);
                }
                Files.move(beside, file);
                Directories.force(Directories.of(file));
            }

            @Override
            public void undo() throws IOException {
                Files.deleteIfExists(file);
            }
        };
    }

    static Effect grow(Path file, long from, long to) {
        return new Effect() {
            @Override
            public void prepare() throws IOException {
                SparseFiles.resize(file, to);
            }

            @Override
            public void undo() throws IOException {
                SparseFiles.resize(file, from);
            }
        };
    }

    /** Deletes a file or link, and the directory of an instance that it was the last of. */
    Effect delete(Path file) {
        return new Effect() {
            @Override
            public void finish() throws IOException {
                Files.deleteIfExists(file);
                forget(Directories.of(file));
            }
        };
    }

    Effect link(Path link, Path volume) {
        return new Effect() {
            @Override
            public void prepare() throws IOException {
                makeLink(link, volume);
            }

            @Override
            public void undo() throws IOException {
                Files.deleteIfExists(link);
                forget(Directories.of(link));
            }
        };
    }

    private void makeLink(Path link, Path volume) throws IOException {
        Directories.create(Directories.of(link));
        Files.deleteIfExists(link);
        Files.createSymbolicLink(link, Directories.of(link).relativize(volume));
        Directories.force(Directories.of(link));
    }

    private void forget(Path directory) throws IOException {
        if (instances.equals(directory.getParent())
                && Directories.entries(directory).isEmpty()) {
            Files.delete(directory);
        }
    }

    /**
     * Puts the files right after a kill: what no document knows goes, sizes and links become what the documents say.
     *
     * @return the volumes and snapshots whose file somebody has deleted, and the attachments of such volumes: they are gone
     */
    List<Document> reconcile(State state) throws IOException {
        Map<String, Document> images = new HashMap<>();
        state.of("volume")
                .values()
                .forEach(volume -> images.put(volume(volume.id()).toString(), volume));
        state.of("snapshot")
                .values()
                .forEach(snapshot -> images.put(snapshot(snapshot.id()).toString(), snapshot));
        for (Path directory : new Path[] {volumes, snapshots}) {
            for (Path file : Directories.entries(directory)) {
                if (!images.containsKey(file.toString())) {
                    Files.delete(file);
                }
            }
        }
        var lost = new ArrayList<Document>();
        for (Map.Entry<String, Document> image : images.entrySet()) {
            Path file = Path.of(image.getKey());
            if (!Files.exists(file)) {
                lost.add(image.getValue());
            } else if (Files.size(file) != image.getValue().number("size")) {
                SparseFiles.resize(file, image.getValue().number("size"));
            }
        }
        Set<String> gone = lost.stream().map(Document::id).collect(Collectors.toSet());
        Map<Boolean, List<Document>> attachments = state.of("attachment").values().stream()
                .collect(Collectors.partitioningBy(attachment -> gone.contains(attachment.text("volume"))));
        lost.addAll(attachments.getOrDefault(true, List.of()));
        reconcileLinks(attachments.getOrDefault(false, List.of()));
        return lost;
    }

    private void reconcileLinks(Collection<Document> attachments) throws IOException {
        Map<Path, Path> wanted = attachments.stream()
                .collect(Collectors.toMap(this::link, attachment -> volume(attachment.text("volume"))));
        for (Path instance : Directories.entries(instances)) {
            for (Path link : Directories.entries(instance)) {
                if (!wanted.containsKey(link)) {
                    Files.delete(link);
                }
            }
            forget(instance);
        }
        for (Map.Entry<Path, Path> link : wanted.entrySet()) {
            if (!Files.exists(link.getKey(), LinkOption.NOFOLLOW_LINKS)) {
                makeLink(link.getKey(), link.getValue());
            }
        }
    }
}

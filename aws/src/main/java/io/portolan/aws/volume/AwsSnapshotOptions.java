package io.portolan.aws.volume;

import static java.util.Objects.requireNonNull;

import io.portolan.model.Kind;
import io.portolan.model.NativeOptions;
import io.portolan.spi.OptionsType;
import io.portolan.volume.Snapshot;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What EBS has beyond the portable snapshot: that it is a copy of one in another region, under another key. Looked at when it is made.
 *
 * <p>A copy is a resource of the provider of the region that it goes to; the volume that its spec names is then not asked.
 */
public final class AwsSnapshotOptions implements NativeOptions {
    static final AwsSnapshotOptions NONE = builder().build();

    /** The document. */
    public static final OptionsType<AwsSnapshotOptions> TYPE = OptionsType.of(
            Snapshot.KIND,
            AwsSnapshotOptions.class,
            spec -> {
                Fields fields = new Fields(spec, "sourceRegion", "sourceSnapshot", "kmsKey");
                Builder options = builder();
                Optional<String> region = fields.text("sourceRegion");
                Optional<String> snapshot = fields.text("sourceSnapshot");
                if (region.isPresent() != snapshot.isPresent()) {
                    throw new IllegalArgumentException("sourceRegion and sourceSnapshot are given together");
                }
                region.ifPresent(r -> options.copyOf(r, snapshot.orElseThrow()));
                fields.text("kmsKey").ifPresent(options::kmsKey);
                return options.build();
            },
            """
            {"type": "object", "additionalProperties": false, "properties": {
              "sourceRegion": {"type": "string", "description": "The region of the snapshot that it is a copy of."},
              "sourceSnapshot": {"type": "string", "description": "The id of the snapshot that it is a copy of."},
              "kmsKey": {"type": "string", "description": "The KMS key of the copy, of the region that it goes to."}},
             "dependentRequired": {"sourceRegion": ["sourceSnapshot"], "sourceSnapshot": ["sourceRegion"]}}
            """);

    private final @Nullable String sourceRegion;
    private final @Nullable String sourceSnapshot;
    private final @Nullable String kmsKey;

    private AwsSnapshotOptions(Builder b) {
        this.sourceRegion = b.sourceRegion;
        this.sourceSnapshot = b.sourceSnapshot;
        this.kmsKey = b.kmsKey;
    }

    /** A builder. */
    public static Builder builder() {
        return new Builder();
    }

    /** The region of the snapshot that it is a copy of; empty: it is taken of its volume. */
    public Optional<String> sourceRegion() {
        return Optional.ofNullable(sourceRegion);
    }

    /** The snapshot that it is a copy of. */
    public Optional<String> sourceSnapshot() {
        return Optional.ofNullable(sourceSnapshot);
    }

    /** The KMS key of a copy. */
    public Optional<String> kmsKey() {
        return Optional.ofNullable(kmsKey);
    }

    @Override
    public String providerType() {
        return "aws";
    }

    @Override
    public Kind<?> kind() {
        return Snapshot.KIND;
    }

    @Override
    public String toString() {
        return "AwsSnapshotOptions[sourceRegion=" + sourceRegion + ", sourceSnapshot=" + sourceSnapshot + ", kmsKey="
                + kmsKey + "]";
    }

    /** Builds {@link AwsSnapshotOptions}. */
    public static final class Builder {
        private @Nullable String sourceRegion;
        private @Nullable String sourceSnapshot;
        private @Nullable String kmsKey;

        private Builder() {}

        /** A copy of this snapshot of this region; the same region is allowed. */
        public Builder copyOf(String region, String snapshotId) {
            sourceRegion = requireNonNull(region, "region");
            sourceSnapshot = requireNonNull(snapshotId, "snapshotId");
            return this;
        }

        /** The KMS key of the copy, of the region that it goes to. */
        public Builder kmsKey(String value) {
            kmsKey = requireNonNull(value, "value");
            return this;
        }

        /** The options. */
        public AwsSnapshotOptions build() {
            return new AwsSnapshotOptions(this);
        }
    }
}

package io.portolan.aws.volume;

import static java.util.Objects.requireNonNull;

import io.portolan.model.Kind;
import io.portolan.model.NativeOptions;
import io.portolan.spi.OptionsType;
import io.portolan.volume.Volume;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What EBS has beyond the portable volume: type, encryption, several machines at once.
 *
 * <p>Not given: the type stays, or is gp3; encryption is what the account's default says; a volume is for one machine.
 */
public final class AwsVolumeOptions implements NativeOptions {
    static final AwsVolumeOptions NONE = builder().build();

    /** The document. */
    public static final OptionsType<AwsVolumeOptions> TYPE = OptionsType.of(
            Volume.KIND,
            AwsVolumeOptions.class,
            spec -> {
                Fields fields = new Fields(spec, "type", "encrypted", "kmsKey", "multiAttach");
                Builder options = builder();
                fields.text("type")
                        .map(word -> VolumeType.named(word)
                                .orElseThrow(
                                        () -> new IllegalArgumentException("type is one of gp3, gp2, io2, io1, st1,"
                                                + " sc1, standard, not '" + word + "'")))
                        .ifPresent(options::type);
                fields.flag("encrypted").ifPresent(options::encrypted);
                fields.text("kmsKey").ifPresent(options::kmsKey);
                fields.flag("multiAttach").ifPresent(options::multiAttach);
                return options.build();
            },
            """
            {"type": "object", "additionalProperties": false, "properties": {
              "type": {"enum": ["gp3", "gp2", "io2", "io1", "st1", "sc1", "standard"], "description": "The EBS type; not given: it stays, or is gp3."},
              "encrypted": {"type": "boolean", "description": "Whether it is encrypted from its beginning; not given: the account's default."},
              "kmsKey": {"type": "string", "description": "The KMS key, by id, ARN or alias; the volume is encrypted then."},
              "multiAttach": {"type": "boolean", "description": "Whether several machines may have it at once: io1 and io2 only."}}}
            """);

    private final @Nullable VolumeType type;
    private final @Nullable Boolean encrypted;
    private final @Nullable String kmsKey;
    private final @Nullable Boolean multiAttach;

    private AwsVolumeOptions(Builder b) {
        this.type = b.type;
        this.encrypted = b.encrypted;
        this.kmsKey = b.kmsKey;
        this.multiAttach = b.multiAttach;
    }

    /** A builder. */
    public static Builder builder() {
        return new Builder();
    }

    /** The type; empty: it stays. */
    public Optional<VolumeType> type() {
        return Optional.ofNullable(type);
    }

    /** Whether it was asked to be encrypted, or not to be; empty: the account's default. */
    public Optional<Boolean> encrypted() {
        return Optional.ofNullable(encrypted);
    }

    /** The KMS key. */
    public Optional<String> kmsKey() {
        return Optional.ofNullable(kmsKey);
    }

    /** Whether several machines may have it at once; empty: it stays. */
    public Optional<Boolean> multiAttach() {
        return Optional.ofNullable(multiAttach);
    }

    boolean isEncrypted() {
        return kmsKey != null || Boolean.TRUE.equals(encrypted);
    }

    @Override
    public String providerType() {
        return "aws";
    }

    @Override
    public Kind<?> kind() {
        return Volume.KIND;
    }

    @Override
    public String toString() {
        return "AwsVolumeOptions[type=" + type + ", encrypted=" + encrypted + ", kmsKey=" + kmsKey + ", multiAttach="
                + multiAttach + "]";
    }

    /** Builds {@link AwsVolumeOptions}. */
    public static final class Builder {
        private @Nullable VolumeType type;
        private @Nullable Boolean encrypted;
        private @Nullable String kmsKey;
        private @Nullable Boolean multiAttach;

        private Builder() {}

        /** The type. A volume that is there is changed online. */
        public Builder type(VolumeType value) {
            type = requireNonNull(value, "value");
            return this;
        }

        /** Whether it is encrypted; looked at when it is made, refused when one that is there is not. */
        public Builder encrypted(boolean value) {
            encrypted = value;
            return this;
        }

        /** The KMS key by id, ARN or alias; encrypts. */
        public Builder kmsKey(String value) {
            kmsKey = requireNonNull(value, "value");
            return this;
        }

        /** Whether several machines may have it at once: io1 and io2 only. */
        public Builder multiAttach(boolean value) {
            multiAttach = value;
            return this;
        }

        /** The options. */
        public AwsVolumeOptions build() {
            return new AwsVolumeOptions(this);
        }
    }
}

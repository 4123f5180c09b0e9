package io.portolan.aws.volume;

import io.portolan.model.Kind;
import io.portolan.model.NativeOptions;
import io.portolan.spi.OptionsType;
import io.portolan.volume.Attachment;
import java.util.Optional;

/** What EBS has beyond the portable attachment: the device name. Looked at when it is attached; not given: the first free one of {@code /dev/sd[f-p]}. */
public final class AwsAttachmentOptions implements NativeOptions {
    /** The document. */
    public static final OptionsType<AwsAttachmentOptions> TYPE = OptionsType.of(
            Attachment.KIND,
            AwsAttachmentOptions.class,
            spec -> device(new Fields(spec, "device")
                    .text("device")
                    .orElseThrow(() -> new IllegalArgumentException("device is given, as /dev/sdf"))),
            """
            {"type": "object", "additionalProperties": false, "required": ["device"], "properties": {
              "device": {"type": "string", "pattern": "^/dev/[a-z0-9]+$", "description": "The device name, as /dev/sdf."}}}
            """);

    private final String device;

    private AwsAttachmentOptions(String device) {
        this.device = device;
    }

    /** This device name, as {@code /dev/sdf}. */
    public static AwsAttachmentOptions device(String name) {
        if (!name.matches("/dev/[a-z0-9]+")) {
            throw new IllegalArgumentException("not a device name: '" + name + "'; write it as /dev/sdf");
        }
        return new AwsAttachmentOptions(name);
    }

    /** The device name. */
    public Optional<String> device() {
        return Optional.of(device);
    }

    @Override
    public String providerType() {
        return "aws";
    }

    @Override
    public Kind<?> kind() {
        return Attachment.KIND;
    }

    @Override
    public String toString() {
        return "AwsAttachmentOptions[device=" + device + "]";
    }
}

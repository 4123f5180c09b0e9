package io.portolan.aws.volume;

import io.portolan.aws.account.Account;
import io.portolan.spi.OptionsType;
import io.portolan.spi.driver.ResourceDriver;
import jakarta.inject.Inject;
import java.util.List;

/** The drivers of volumes, snapshots and attachments. */
public final class VolumeDrivers {
    private final List<ResourceDriver<?, ?>> drivers;

    @Inject
    VolumeDrivers(Account account) {
        this.drivers =
                List.of(new VolumeDriver(account), new SnapshotDriver(account), new AttachmentDriver(account.ec2()));
    }

    /** The drivers, volumes first. */
    public List<ResourceDriver<?, ?>> drivers() {
        return drivers;
    }

    /** What adds to the portable kinds. */
    public static List<OptionsType<?>> options() {
        return List.of(AwsVolumeOptions.TYPE, AwsSnapshotOptions.TYPE, AwsAttachmentOptions.TYPE);
    }
}

package io.portolan.aws.volume;

import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.model.DataRate;
import io.portolan.model.DataSize;
import io.portolan.model.Field;
import io.portolan.volume.Volume;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.VolumeModification;

/** What a spec means on EBS. */
class VolumeFormTest {
    private static final Volume USUAL = Volume.of(DataSize.ofGibibytes(300)).build();

    private static VolumeForm form(Volume spec) {
        return VolumeForm.of(spec, AwsVolumeOptions.NONE, Optional.empty());
    }

    private static Ebs there(software.amazon.awssdk.services.ec2.model.Volume.Builder volume) {
        return new Ebs(volume.build(), null, "a");
    }

    private static software.amazon.awssdk.services.ec2.model.Volume.Builder io1() {
        return software.amazon.awssdk.services.ec2.model.Volume.builder()
                .volumeType("io1")
                .size(300)
                .iops(1_000);
    }

    @Test
    void whatIsNotSaidCostsNothingMore() {
        assertThat(form(USUAL)).isEqualTo(new VolumeForm(VolumeType.GP3, 300, 3_000, 125, false));
    }

    @Test
    void moreOperationsThanGp3HasMakeIo2() {
        VolumeForm form = form(USUAL.toBuilder().iops(100_000L).build());
        assertThat(form).isEqualTo(new VolumeForm(VolumeType.IO2, 300, 100_000, 0, false));
        assertThat(form.problems(USUAL)).isEmpty();
    }

    @Test
    void throughputBringsTheOperationsThatItNeeds() {
        Volume fast = USUAL.toBuilder().throughput(DataRate.parse("1000Mi/s")).build();
        assertThat(form(fast).operations()).isEqualTo(4_000);
        VolumeForm tooFew = form(fast.toBuilder().iops(3_000L).build());
        assertThat(tooFew.problems(fast)).containsExactly("1000 MiB/s need 4000 operations a second, not 3000");
    }

    @Test
    void whatIsThereStaysWhereNothingIsSaid() {
        VolumeForm form = VolumeForm.of(USUAL, AwsVolumeOptions.NONE, Optional.of(there(io1())));
        assertThat(form).isEqualTo(new VolumeForm(VolumeType.IO1, 300, 1_000, 0, false));
    }

    @Test
    void theDefaultIsSetBackTo() {
        Volume spec = USUAL.toBuilder().iops(Field.useDefault()).build();
        assertThat(VolumeForm.of(spec, AwsVolumeOptions.NONE, Optional.of(there(io1())))
                        .operations())
                .isEqualTo(3_000);
    }

    @Test
    void aChangeThatGoesOnCounts() {
        VolumeModification grown = VolumeModification.builder()
                .modificationState("modifying")
                .targetSize(400)
                .targetVolumeType("gp3")
                .targetIops(5_000)
                .targetThroughput(250)
                .build();
        Ebs ebs = new Ebs(io1().build(), grown, "a");
        VolumeForm form = VolumeForm.of(USUAL, AwsVolumeOptions.NONE, Optional.of(ebs));
        assertThat(ebs.size()).isEqualTo(400);
        assertThat(form).isEqualTo(new VolumeForm(VolumeType.GP3, 300, 5_000, 250, false));
    }

    @Test
    void whatATypeDoesNotHaveIsRefused() {
        AwsVolumeOptions gp2 = AwsVolumeOptions.builder().type(VolumeType.GP2).build();
        Volume spec = USUAL.toBuilder()
                .iops(4_000L)
                .throughput(DataRate.parse("250Mi/s"))
                .build();
        assertThat(VolumeForm.of(spec, gp2, Optional.empty()).problems(spec))
                .containsExactly("gp2 has no operations of its own", "gp2 has no throughput of its own");
        AwsVolumeOptions standard =
                AwsVolumeOptions.builder().type(VolumeType.STANDARD).build();
        Volume large = Volume.of(DataSize.ofGibibytes(2_000)).build();
        assertThat(VolumeForm.of(large, standard, Optional.empty()).problems(large))
                .containsExactly("standard has 1 to 1024 GiB, not 2000");
    }
}

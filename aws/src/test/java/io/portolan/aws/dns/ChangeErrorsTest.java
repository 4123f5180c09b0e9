package io.portolan.aws.dns;

import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.Code;
import io.portolan.PortolanException;
import io.portolan.aws.account.AwsErrors;
import io.portolan.dns.DnsName;
import io.portolan.dns.RecordSet;
import io.portolan.dns.RecordType;
import io.portolan.model.Key;
import io.portolan.model.NativeId;
import io.portolan.spi.driver.Mark;
import io.portolan.spi.driver.Value;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.route53.model.InvalidChangeBatchException;
import software.amazon.awssdk.services.route53.model.RRType;
import software.amazon.awssdk.services.route53.model.ResourceRecord;
import software.amazon.awssdk.services.route53.model.ResourceRecordSet;

class ChangeErrorsTest {
    private static final List<RecordEdit> EDITS = List.of(edit("www", "192.0.2.1"), edit("*.img", "192.0.2.300"));

    private static Key key(String name) {
        return Key.of(RecordSet.KIND, name);
    }

    private static RecordEdit edit(String name, String value) {
        DnsName absolute = DnsName.parse(name + ".shop.example.");
        SetContent content = SetContent.of(
                List.of(ResourceRecordSet.builder()
                        .name(absolute.toString())
                        .type(RRType.A)
                        .ttl(60L)
                        .resourceRecords(ResourceRecord.builder().value(value).build())
                        .build()),
                Mark.of("shop", key(name)));
        return new RecordEdit(
                key(name),
                Value.of(NativeId.of("zone", "Z1")),
                absolute,
                RecordType.A,
                Optional.empty(),
                Value.of(content),
                content);
    }

    private static PortolanException blamed(String message) {
        InvalidChangeBatchException refused = InvalidChangeBatchException.builder()
                .awsErrorDetails(AwsErrorDetails.builder()
                        .errorCode("InvalidChangeBatch")
                        .errorMessage(message)
                        .build())
                .build();
        String call = "route53:ChangeResourceRecordSets";
        return ChangeErrors.blame(new PortolanException(AwsErrors.classify(call, refused), refused), EDITS);
    }

    @Test
    void whoIsNamedIsToBlame() {
        PortolanException e = blamed(
                "[RRSet of type CNAME with DNS name www.shop.example. is not permitted as it conflicts with other records]");
        assertThat(e.code()).isEqualTo(Code.INVALID);
        assertThat(e.failure().culprits()).containsExactly(key("www"));
    }

    @Test
    void whoHasTheValueIsToBlame() {
        PortolanException e = blamed(
                "[Invalid Resource Record: 'FATAL problem: ARRDATAIllegalIPv4Address (Value is not a valid IPv4 address) "
                        + "encountered with '192.0.2.300'']");
        assertThat(e.failure().culprits()).containsExactly(key("*.img"));
    }

    /** As recorded: lexicon-route53, a duplicate record. */
    @Test
    void whoHasAValueTwiceIsToBlame() {
        PortolanException e = blamed("[Duplicate Resource Record: '192.0.2.1']");
        assertThat(e.failure().culprits()).containsExactly(key("www"));
    }

    @Test
    void namesInOctalAreRead() {
        PortolanException e =
                blamed("[RRSet with DNS name \\052.img.shop.example., type A cannot be created as other RRSets exist]");
        assertThat(e.failure().culprits()).containsExactly(key("*.img"));
    }

    @Test
    void aZoneThatIsNotAsItWasReadIsAConflict() {
        assertThat(blamed(
                                "[Tried to create resource record set [name='www.shop.example.', type='A'] but it already exists]")
                        .code())
                .isEqualTo(Code.CONFLICT);
        assertThat(blamed(
                                "[Tried to delete resource record set [name='www.shop.example.', type='A'] but it was not found]")
                        .code())
                .isEqualTo(Code.CONFLICT);
    }

    @Test
    void whereNobodyIsNamedTheEngineHasToFindOut() {
        PortolanException e = blamed("[Something new]");
        assertThat(e.code()).isEqualTo(Code.INVALID);
        assertThat(e.failure().culprits()).isEmpty();
    }
}

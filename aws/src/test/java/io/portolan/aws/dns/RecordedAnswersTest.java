package io.portolan.aws.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.portolan.Code;
import io.portolan.aws.RecordedHttp;
import io.portolan.aws.account.AwsErrors;
import io.portolan.dns.DnsName;
import io.portolan.dns.DnsZone;
import io.portolan.dns.RecordSet;
import io.portolan.dns.RecordType;
import io.portolan.model.Key;
import io.portolan.model.NativeId;
import io.portolan.model.Output;
import io.portolan.model.Ref;
import io.portolan.spi.driver.Mark;
import io.portolan.spi.driver.References;
import io.portolan.spi.driver.Value;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.schema.JsonSchema;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.route53.model.InvalidChangeBatchException;
import software.amazon.awssdk.services.route53.model.ResourceRecordSet;

/** Answers of the real Route 53, as recorded by dns-lexicon's tests. */
class RecordedAnswersTest {
    private static final Mark MARK = Mark.of("shop", Key.parse("RecordSet/x"));

    private record Answer(String uri, int status, String body) {}

    private static List<Answer> recorded() {
        Path folder = Path.of(System.getProperty("portolan.shared", ""), "recordings", "aws", "lexicon-route53");
        Assumptions.assumeTrue(Files.isDirectory(folder), "the recordings of Route 53 are absent");
        List<Answer> answers = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                Load load = new Load(
                        LoadSettings.builder().setSchema(new JsonSchema()).build());
                JsonNode root = new ObjectMapper().valueToTree(load.loadFromString(Files.readString(file)));
                for (JsonNode item : root.path("interactions")) {
                    JsonNode response = item.path("response");
                    answers.add(new Answer(
                            item.path("request").path("uri").asText(),
                            response.path("status").path("code").asInt(),
                            response.path("body").path("string").asText()));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return answers;
    }

    private static Route53Client client(Answer answer) {
        return Route53Client.builder()
                .region(Region.AWS_GLOBAL)
                .credentialsProvider(AnonymousCredentialsProvider.create())
                .httpClient(new RecordedHttp(answer.status(), answer.body()))
                .build();
    }

    /** Every zone with the standard TTL. */
    private static final class Nothing implements References {
        @Override
        public <T> Value<T> of(Ref<?> ref, Output<T> output) {
            return Value.later(Key.of(DnsZone.KIND, "x"), output);
        }
    }

    @Test
    void everyRecordSetIsReadAndWrittenBackAsItWas() {
        int read = 0;
        for (Answer answer : recorded()) {
            if (!answer.body().contains("<ListResourceRecordSetsResponse")) {
                continue;
            }
            try (Route53Client client = client(answer)) {
                List<ResourceRecordSet> sets =
                        client.listResourceRecordSets(r -> r.hostedZoneId("Z1")).resourceRecordSets();
                assertThat(sets).hasSize(answer.body().split("<ResourceRecordSet>").length - 1);
                for (ResourceRecordSet set : sets) {
                    NativeSet there = new NativeSet(
                            NativeId.of("zone", "Z1"),
                            DnsName.parse(Octal.decoded(set.name())),
                            RecordType.of(set.typeAsString()),
                            SetContent.of(List.of(set), MARK),
                            Map.of());
                    RecordSet spec = RecordTranslation.spec(there, true, Map.of());
                    Value<SetContent> back = RecordTranslation.content(
                            spec, there.type(), new Nothing(), Map.of(), Optional.empty(), MARK);
                    assertThat(back.now()).contains(there.content());
                    read++;
                }
            }
        }
        System.out.println("recorded record sets read and written back as they were: " + read + " of " + read);
        assertThat(read).isPositive();
    }

    @Test
    void aRecordedRefusalIsRead() {
        List<Answer> refusals =
                recorded().stream().filter(answer -> answer.status() == 400).toList();
        assertThat(refusals).isNotEmpty().allSatisfy(answer -> {
            try (Route53Client client = client(answer)) {
                InvalidChangeBatchException e = catchThrowableOfType(
                        InvalidChangeBatchException.class,
                        () -> client.changeResourceRecordSets(
                                r -> r.hostedZoneId("Z1").changeBatch(b -> b.changes(List.of()))));
                assertThat(AwsErrors.classify("route53:ChangeResourceRecordSets", e)
                                .code())
                        .isEqualTo(Code.INVALID);
                assertThat(ChangeErrors.said(e)).isNotEmpty();
            }
        });
    }
}

package io.portolan.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.route53.Route53Client;

/**
 * Every answer of EC2, ELBv2 and Route 53 that is held, as the wire had it, through the SDK's HTTP client: what the service model knows of it must be in the
 * SDK's objects, which are all that the readers see.
 */
class RecordedAnswersTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static Path folder(String name) {
        Path folder = Path.of(System.getProperty("portolan.shared", ""), "recordings", "aws", name);
        Assumptions.assumeTrue(Files.isDirectory(folder), "the recordings " + name + " are absent");
        return folder;
    }

    private static JsonNode json(Path file) {
        try {
            return JSON.readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, RecordedAnswers> services() {
        Path models = folder("aws-sdk-js-apis");
        Map<String, RecordedAnswers> services = new LinkedHashMap<>();
        services.put(
                "ec2",
                new RecordedAnswers(
                        json(models.resolve("ec2-2016-11-15.min.json")),
                        Ec2Client.class,
                        http -> made(Ec2Client.builder().httpClient(http))));
        services.put(
                "elasticloadbalancing",
                new RecordedAnswers(
                        json(models.resolve("elasticloadbalancingv2-2015-12-01.min.json")),
                        ElasticLoadBalancingV2Client.class,
                        http -> made(ElasticLoadBalancingV2Client.builder().httpClient(http))));
        services.put(
                "route53",
                new RecordedAnswers(
                        json(models.resolve("route53-2013-04-01.min.json")),
                        Route53Client.class,
                        http -> made(Route53Client.builder().httpClient(http))));
        return services;
    }

    private static <B extends AwsClientBuilder<B, C>, C> C made(AwsClientBuilder<B, C> builder) {
        return builder.region(Region.EU_CENTRAL_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("id", "secret")))
                .build();
    }

    private static List<Path> files(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(f -> f.toString().endsWith(".json")).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void everyAnswerThatIsHeldIsReadWithoutLoss() {
        Map<String, RecordedAnswers> services = services();
        JsonNode classic = json(folder("aws-sdk-js-apis").resolve("elasticloadbalancing-2012-06-01.min.json"));
        Map<String, Integer> left = new TreeMap<>();
        for (Path file : files(folder("c7n-placebo"))) {
            String[] name = file.getFileName().toString().split("[._]");
            JsonNode answer = json(file);
            Optional<RecordedAnswers> service =
                    Optional.ofNullable(services.get(name[0])).filter(s -> s.knows(name[1]));
            if (service.isEmpty()) {
                left.merge(name[0] + "." + name[1] + ": another service", 1, Integer::sum);
            } else if (answer.path("status_code").asInt() >= 300) {
                left.merge("refusals, which the table of errors reads", 1, Integer::sum);
            } else if (name[0].equals("elasticloadbalancing")
                    && classic.path("operations").has(name[1])
                    && WireForm.unknown(classic, name[1], answer.path("data"))
                            < service.get().unknownOf(name[1], answer.path("data"))) {
                left.merge("classic load balancers: another service", 1, Integer::sum);
            } else {
                service.get().read(name[1], answer.path("data"));
            }
        }
        services.forEach((name, read) -> {
            System.out.println("recorded answers of " + name + " read: "
                    + read.answers().values().stream()
                            .mapToInt(Integer::intValue)
                            .sum() + " of "
                    + read.answers().size() + " operations; members that the model knows: "
                    + (read.members() - read.lost().size()) + " of " + read.members() + " ("
                    + read.replaced() + " replaced by words), unknown to the model " + read.unknown());
            assertThat(read.answers()).isNotEmpty();
            assertThat(read.members()).isGreaterThan(100);
            assertThat(read.lost()).as("lost of %s", name).isEmpty();
            read.close();
        });
        System.out.println("recorded answers left out: " + left);
    }
}

package io.portolan.aws.loadbalancer;

import io.portolan.aws.account.AwsThing;
import io.portolan.aws.account.Service;
import io.portolan.aws.account.Tags;
import io.portolan.loadbalancer.Certificate;
import io.portolan.loadbalancer.Listener;
import io.portolan.model.Key;
import io.portolan.model.NativeId;
import io.portolan.model.Secret;
import io.portolan.spi.driver.Repeat;
import io.portolan.spi.driver.Step;
import io.portolan.spi.driver.Steps;
import io.portolan.spi.driver.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.acm.AcmClient;
import software.amazon.awssdk.services.acm.model.DeleteCertificateRequest;
import software.amazon.awssdk.services.acm.model.ImportCertificateRequest;
import software.amazon.awssdk.services.acm.model.Tag;

/**
 * The certificates of a balancer's listeners, imported into ACM: one for each chain. ACM's import knows no token and no name, so that one whose answer is
 * lost is looked for by its tags before another is made.
 */
final class CertificatePlan {
    private final Draft draft;
    private final Service<AcmClient> acm;
    private final Map<String, Certificate> wanted = new LinkedHashMap<>();
    private final Map<String, AwsThing> there = new LinkedHashMap<>();

    CertificatePlan(Draft draft) {
        this.draft = draft;
        this.acm = draft.account.acm();
        for (Listener listener : draft.spec.listeners()) {
            listener.tls()
                    .ifPresent(tls -> tls.certificates()
                            .forEach(c -> wanted.putIfAbsent(StoredCertificate.digest(c.chain()), c)));
        }
        for (AwsThing thing : draft.all(Parts.CERTIFICATE)) {
            wanted.forEach((digest, certificate) -> {
                if (isStored(thing, digest, certificate)) {
                    there.putIfAbsent(digest, thing);
                }
            });
        }
    }

    /** By its tag; where tags are not seen yet, by the first certificate, since the rest may come back longer than it was given. */
    private static boolean isStored(AwsThing thing, String digest, Certificate certificate) {
        String tag = thing.tags().get(Parts.CHAIN_TAG);
        String chain = thing.object(StoredCertificate.class).chain();
        return tag == null
                ? StoredCertificate.digest(StoredCertificate.leaf(chain))
                        .equals(StoredCertificate.digest(StoredCertificate.leaf(certificate.chain())))
                : tag.startsWith(digest + "/");
    }

    /** The ARN of a certificate, known or to be filled. */
    Value<String> arn(Certificate certificate) {
        String digest = StoredCertificate.digest(certificate.chain());
        return Optional.ofNullable(there.get(digest))
                .map(t -> Value.of(t.nativeId().value()))
                .orElseGet(() -> Value.later(draft.key(), Parts.certificate(digest)));
    }

    /** Those that stay. */
    List<AwsThing> there() {
        return List.copyOf(there.values());
    }

    Steps make() {
        List<Steps> steps = new ArrayList<>();
        wanted.forEach((digest, certificate) -> {
            if (!there.containsKey(digest)) {
                steps.add(create(digest, certificate));
            }
        });
        return Steps.parallel(steps);
    }

    private Steps create(String digest, Certificate certificate) {
        String others = StoredCertificate.others(certificate.chain());
        Step step = acm.step("ImportCertificate", digest, draft.key())
                .with("Certificate", StoredCertificate.leaf(certificate.chain()))
                .with("PrivateKey", certificate.privateKey())
                .with(
                        "Tags",
                        Tags.list(
                                draft.newTags(Map.of(Parts.CHAIN_TAG, StoredCertificate.tag(certificate.chain()))),
                                (k, v) -> Tag.builder().key(k).value(v).build()))
                .repeat(Repeat.BLIND)
                .fills(draft.key(), Parts.certificate(digest));
        if (!others.isEmpty()) {
            step.with("CertificateChain", others);
        }
        return step.call(run -> {
            ImportCertificateRequest.Builder request = ImportCertificateRequest.builder()
                    .certificate(SdkBytes.fromUtf8String(run.get("Certificate", String.class)))
                    .privateKey(SdkBytes.fromUtf8String(
                            run.get("PrivateKey", Secret.class).reveal()))
                    .tags(tags(run.get("Tags", List.class)));
            if (!others.isEmpty()) {
                request.certificateChain(SdkBytes.fromUtf8String(run.get("CertificateChain", String.class)));
            }
            String arn = acm.send(step, request.build(), AcmClient::importCertificate)
                    .certificateArn();
            run.made(draft.key(), NativeId.of(Parts.CERTIFICATE, arn));
            run.fill(draft.key(), Parts.certificate(digest), arn);
            return arn;
        });
    }

    private static List<Tag> tags(List<?> tags) {
        return tags.stream().map(Tag.class::cast).toList();
    }

    /** Deletes those that no listener has any more. */
    Steps retire() {
        List<AwsThing> old = draft.all(Parts.CERTIFICATE).stream()
                .filter(t -> !there.containsValue(t) && draft.isOurs(t))
                .toList();
        return Steps.each(old, t -> delete(acm, t.nativeId(), draft.key()));
    }

    static Steps delete(Service<AcmClient> acm, NativeId id, Key key) {
        Step step = acm.delete("DeleteCertificate", id, key);
        return step.call(run -> acm.write(
                step,
                run,
                DeleteCertificateRequest.builder().certificateArn(run.get("id", String.class)),
                AcmClient::deleteCertificate));
    }
}

package io.portolan.engine.manifest;

import static io.portolan.engine.manifest.Attribute.optional;
import static io.portolan.engine.manifest.Attribute.required;

import io.portolan.dns.Answer;
import io.portolan.loadbalancer.LoadBalancer;
import io.portolan.model.HealthCheck;
import io.portolan.model.Ref;
import java.util.List;
import java.util.Optional;

/** The answers of a record set. */
final class AnswerForms {
    private static final Attribute<Ref<LoadBalancer>> LOAD_BALANCER = required(
                    "loadBalancer", LoadBalancerForm.REF, "The load balancer whose address is answered.")
            .example("web");
    private static final Form<Ref<LoadBalancer>> ALIAS_FORM =
            Form.of("an alias", "Alias", in -> in.find(LOAD_BALANCER), LOAD_BALANCER);

    /** Plain values. */
    static final Attribute<List<String>> VALUES = optional(
                    "values",
                    ListType.of(Texts.TEXT, "values"),
                    "Values as in a master file; names in them are absolute, with the final dot.")
            .example("[10 mx1.mail.example.]");

    /** Whatever a load balancer's address is. */
    static final Attribute<Ref<LoadBalancer>> ALIAS = optional(
                    "alias", ALIAS_FORM, "Whatever the address of this load balancer is; also at the apex.")
            .example("{loadBalancer: web}");

    private static final Attribute<HealthCheck> CHECK = optional(
            "healthCheck",
            HealthCheckForm.FORM,
            "An answer that fails its check is not given while another one is healthy.");
    private static final Attribute<Integer> WEIGHT = required(
                    "weight", new IntegerType("number", 0, 255), "Its share: this weight among the sum.")
            .example("3");
    private static final Attribute<String> LOCATION = required(
                    "location",
                    Texts.TEXT,
                    "With geo a continent, a country or default; with latency a region of the provider.")
            .example("EU");

    /** An answer by weight. */
    static final Form<Answer> WEIGHTED = Form.of(
                    "a weighted answer", "WeightedAnswer", AnswerForms::answer, WEIGHT, VALUES, ALIAS, CHECK)
            .oneOf(VALUES, ALIAS);

    /** An answer in order. */
    static final Form<Answer> FAILOVER = Form.of(
                    "a failover answer", "FailoverAnswer", AnswerForms::answer, VALUES, ALIAS, CHECK)
            .oneOf(VALUES, ALIAS);

    /** An answer by place. */
    static final Form<Answer> LOCATED = Form.of(
                    "an answer with a location", "LocatedAnswer", AnswerForms::answer, LOCATION, VALUES, ALIAS, CHECK)
            .oneOf(VALUES, ALIAS);

    private AnswerForms() {}

    private static Optional<Answer> answer(Filled in) {
        Answer.Builder answer = Answer.builder().values(in.list(VALUES));
        in.find(ALIAS).ifPresent(answer::alias);
        in.find(WEIGHT).ifPresent(answer::weight);
        in.find(CHECK).ifPresent(answer::healthCheck);
        in.find(LOCATION).ifPresent(answer::location);
        return Optional.of(answer.build());
    }
}

package io.portolan.aws.account;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What to do about a refusal: which action on which resource is missing, to whom, and the statement that gives it. Pure.
 *
 * <p>Source of the sentences: docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html. They are read for the remedy only; that it was a
 * refusal is known by its code.
 */
final class Denial {
    /** It may be another one than the call's: a create that tags needs {@code ec2:CreateTags}. */
    private static final Pattern ACTION = Pattern.compile("not authorized to perform: ([a-z0-9-]+:[A-Za-z*]+)");

    private static final Pattern RESOURCE = Pattern.compile("on resource: (arn:\\S+)");
    private static final Pattern WHO = Pattern.compile("User: (arn:\\S+)");
    private static final Pattern AGAINST = Pattern.compile("with an explicit deny(?: in an? ([a-z -]+?policy))?");
    private static final Pattern LACKING =
            Pattern.compile("because no (service control policy|resource control policy|permissions boundary"
                    + "|session policy|VPC endpoint policy) allows");

    private Denial() {}

    /** What to do, in the words of IAM. */
    static String remedy(String call, String said, Optional<String> place) {
        String action = find(ACTION, said).orElseGet(() -> Permissions.action(call));
        String resource = find(RESOURCE, said).orElse("*");
        String whom = find(WHO, said).map(who -> " to " + who).orElse("")
                + place.map(where -> " in " + where).orElse("");
        String statement =
                "{\"Effect\": \"Allow\", \"Action\": \"" + action + "\", \"Resource\": \"" + resource + "\"}";
        Matcher against = AGAINST.matcher(said);
        if (against.find()) {
            String policy = against.group(1) == null ? "a policy" : "a " + against.group(1);
            return "take away what denies " + action + " on " + resource + whom + " in " + policy
                    + ": an explicit deny wins over every statement that allows; allowing alone, "
                    + statement + ", does not help";
        }
        String where = find(LACKING, said).map(policy -> " in the " + policy).orElse("");
        String unsaid = resource.equals("*") && said.contains("Encoded authorization failure message")
                ? "; the resource is in the encoded message: aws sts decode-authorization-message"
                : "";
        return "allow it" + whom + where + ": " + statement + unsaid;
    }

    /** The site that a call went to, for people; empty for the provider's own account. */
    static Optional<String> place(String call, Sites sites) {
        String service = call.substring(0, Math.max(0, call.indexOf(':')));
        String site = service.substring(service.indexOf('@') + 1);
        if (!service.contains("@") || !sites.has(site)) {
            return Optional.empty();
        }
        Account account = sites.at(site);
        List<String> words = account.id()
                .map(id -> List.of("account " + id, account.region()))
                .orElseGet(() -> List.of(account.region()));
        return Optional.of("site " + site + " (" + String.join(", ", words) + ")");
    }

    private static Optional<String> find(Pattern pattern, String said) {
        Matcher matcher = pattern.matcher(said);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }
}

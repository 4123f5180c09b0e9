package io.portolan.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portolan.aws.account.AwsConfig;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;

/** How sites are written, and what they have of the provider's own. */
class AwsSitesTest {
    private static final String ROLE = "arn:aws:iam::444455556666:role/portolan";

    private static AwsConfig.Builder home() {
        return AwsConfig.named("fra")
                .region("eu-central-1")
                .account("111122223333")
                .role("arn:aws:iam::111122223333:role/portolan")
                .externalId("x")
                .profile("work")
                .endpoint(URI.create("http://127.0.0.1:5000"));
    }

    @Test
    void sitesAreWrittenWithSemicolonsBetweenThem() {
        AwsSites sites = AwsSites.parse("irl=eu-west-1 444455556666 " + ROLE + "; use = us-east-1 profile:us;");
        assertThat(sites).hasToString("irl=eu-west-1 444455556666 " + ROLE + "; use=us-east-1 profile:us");
        assertThat(AwsSites.parse(sites.toString())).isEqualTo(sites);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "irl",
                "irl=",
                "irl=nowhere",
                "home=eu-west-1",
                "Irl=eu-west-1",
                "irl=eu-west-1 4444",
                "irl=eu-west-1; irl=us-east-1"
            })
    void whatIsNoSiteIsRefused(String text) {
        assertThatThrownBy(() -> AwsSites.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("null");
    }

    @Test
    void aSiteOfTheSameCredentialsIsOfTheSameRoleAndAccount() {
        AwsConfig site = AwsSite.named("use", "us-east-1").build().on(home());
        assertThat(site.site()).contains("use");
        assertThat(site.region()).contains("us-east-1");
        assertThat(site.account()).contains("111122223333");
        assertThat(site.role()).contains("arn:aws:iam::111122223333:role/portolan");
        assertThat(site.endpoint()).contains(URI.create("http://127.0.0.1:5000"));
    }

    @Test
    void aSiteOfAnotherRoleIsOfAnotherAccountAndKeepsTheProfileThatAssumesIt() {
        AwsConfig site = AwsSite.named("irl", "eu-west-1").role(ROLE).build().on(home());
        assertThat(site.role()).contains(ROLE);
        assertThat(site.account()).isEmpty();
        assertThat(site.externalId()).isEmpty();
        assertThat(site.profile()).contains("work");
    }

    @Test
    void credentialsOfASiteTakeThePlaceOfProfileAndRole() {
        AwsConfig site = AwsSite.named("irl", "eu-west-1")
                .account("444455556666")
                .credentials(AnonymousCredentialsProvider.create())
                .build()
                .on(home());
        assertThat(site.credentials()).isPresent();
        assertThat(site.profile()).isEmpty();
        assertThat(site.role()).isEmpty();
        assertThat(site.account()).contains("444455556666");
    }
}

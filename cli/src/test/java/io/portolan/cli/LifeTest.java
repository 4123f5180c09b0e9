package io.portolan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.cli.Session.Ran;
import io.portolan.engine.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A stack's life on the embedded provider, command by command. */
class LifeTest {
    @TempDir
    private Path folder;

    private Session session;

    @BeforeEach
    void describeASite() throws IOException {
        session = new Session(folder).embedded().file("site/site.yaml", Stacks.SITE);
    }

    private static String digest(Ran plan) {
        Matcher matcher = Pattern.compile("--plan ([0-9a-f]{8})").matcher(plan.out());
        assertThat(matcher.find()).as(plan.all()).isTrue();
        return matcher.group(1);
    }

    @Test
    void planShowsEveryCallAndHowToDoExactlyThis() {
        Ran plan = session.run("plan site");

        assertThat(plan.exit()).as(plan.all()).isZero();
        assertThat(plan.err()).isEmpty();
        assertThat(plan.out())
                .startsWith("site on here (embedded")
                .contains("Nothing of this stack exists yet.")
                .contains("create  Network/main")
                .contains("network.create")
                .containsPattern("create {2}RecordSet/zone/\\* +2 record sets")
                .contains("6 to create, 0 to change, 0 to replace, 0 to delete, 0 refused.")
                .contains("To do exactly this:  portolan apply site --plan ");
        assertThat(plan.out().lines())
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(100));
    }

    @Test
    void planChecksByItsExitCode() {
        assertThat(session.run("plan site --check").exit()).isEqualTo(2);
        assertThat(session.run("apply site --yes").exit()).isZero();
        assertThat(session.run("plan site --check").exit()).isZero();
    }

    @Test
    void planShowsEveryArgumentWhenAsked() {
        assertThat(session.run("plan site --calls").out()).contains("cidrs: ").contains("dnsName: ");
    }

    @Test
    void planShowsThePermissionsThatItNeeds() throws IOException {
        assertThat(session.run("plan site --permissions").out()).contains("Permissions: here needs none.");

        session.embedded("talkative");
        assertThat(session.run("plan site --permissions").out())
                .contains("Permissions, those to read included:\n")
                .contains("  talk:network.create\n")
                .containsPattern("  talk:\\w+\\.list\n");
        assertThat(Json.readObject(session.run("plan site -o json").out())
                        .get("permissions")
                        .toString())
                .contains("talk:volume.create");
    }

    @Test
    void optionsOfAnotherProviderAreNamedAndLeftAside() throws IOException {
        session.file("site/options.yaml", """
                apiVersion: far.portolan.io/v1
                kind: LoadBalancerOptions
                metadata: {name: web}
                spec: {deletionProtection: true}
                """);
        String said = "Not read: LoadBalancerOptions/web (options.yaml:1), which is for far.";

        assertThat(session.run("plan site").out()).contains(said);
        assertThat(session.run("validate site").out()).contains(said);
        assertThat(session.run("plan site -o json").out()).contains(said);
    }

    @Test
    void planAsJsonHasPlacesAndSteps() {
        Ran plan = session.run("plan site -o json");
        var document = Json.readObject(plan.out());

        assertThat(document)
                .containsEntry("kind", "Plan")
                .containsEntry("stack", "site")
                .containsEntry("provider", "here");
        assertThat(document.get("resources")).asString().contains("place=site.yaml:9");
        assertThat(document.get("steps"))
                .asString()
                .contains("call=network.create")
                .contains("part=make");
    }

    @Test
    void silenceIsNoConsent() {
        Ran refused = session.run("apply site");

        assertThat(refused.exit()).isEqualTo(4);
        assertThat(refused.err())
                .contains("nobody here to ask")
                .contains("--plan ")
                .contains("--yes");
        assertThat(session.run("status site").out()).contains("Network/main               missing");
    }

    @Test
    void aPersonTypesTheOwnersName() {
        Ran no = session.typing("yes").run("apply site");
        assertThat(no.exit()).isEqualTo(4);
        assertThat(no.err()).contains("Type its owner's name (site): ").contains("Nothing was written.");

        Ran yes = session.typing("site").run("apply site");
        assertThat(yes.exit()).as(yes.all()).isZero();
        assertThat(yes.out())
                .contains("Done in ")
                .contains("6 created")
                .contains("A plan now would be empty (checked).");
    }

    @Test
    void aConfirmedDigestIsDoneAndNoOther() throws IOException {
        String digest = digest(session.run("plan site"));
        session.file("site/site.yaml", Stacks.SITE.replace("10 mx.mail", "20 mx.mail"));

        Ran moved = session.run("apply site --plan " + digest);
        assertThat(moved.exit()).as(moved.all()).isEqualTo(4);
        assertThat(moved.all()).contains("MOVED");

        Ran done = session.run("apply site --plan " + digest(session.run("plan site")));
        assertThat(done.exit()).as(done.all()).isZero();
        assertThat(done.err()).containsPattern("0:0\\d {2}Network/main {10}ok");
    }

    @Test
    void applyStreamsEventsAndEndsWithTheOutcome() {
        Ran run = session.run("apply site --yes -o json");
        List<String> lines = run.out().lines().toList();

        assertThat(run.exit()).as(run.all()).isZero();
        assertThat(lines.subList(0, lines.size() - 1))
                .allSatisfy(line -> assertThat(Json.readObject(line))
                        .containsEntry("kind", "Event")
                        .containsKeys("at", "state", "ms"));
        assertThat(Json.readObject(lines.get(lines.size() - 1)))
                .containsEntry("kind", "Outcome")
                .containsEntry("exit", 0L)
                .containsEntry("left", 0L)
                .hasEntrySatisfying(
                        "resources",
                        r -> assertThat(r.toString())
                                .contains("key=Network/main")
                                .contains("state=made"));
    }

    @Test
    void aSecondRunIsEmpty() {
        session.run("apply site --yes");

        Ran again = session.run("apply site");
        assertThat(again.exit()).isZero();
        assertThat(again.out()).contains("6 of 6 resources are as wanted.").contains("Nothing to do.");
        assertThat(session.run("diff site").exit()).isZero();
    }

    @Test
    void diffSaysWhatDiffersAndExitsWith2() {
        session.run("apply site --yes");

        Ran diff = session.run("diff site --set first=3");
        assertThat(diff.exit()).as(diff.all()).isEqualTo(2);
        assertThat(diff.out()).contains("drift   LoadBalancer/web").contains("1 of 6 resources differs.");
        assertThat(Json.readObject(
                        session.run("diff site --set first=3 -o json").out()))
                .containsEntry("kind", "Diff")
                .hasEntrySatisfying("drift", d -> assertThat(d.toString()).contains("key=LoadBalancer/web"));
    }

    @Test
    void destroyRefusesWhatIsProtectedAndThenTakesAllAway() {
        session.run("apply site --yes");

        Ran refused = session.run("destroy site --yes");
        assertThat(refused.exit()).as(refused.all()).isEqualTo(4);
        assertThat(refused.out())
                .containsPattern("refused {2}Volume/data +PROTECTED")
                .contains("(site.yaml:")
                .contains("Nothing is deleted while something is refused.");

        Ran done = session.typing("site").run("destroy site --unprotect Volume/data");
        assertThat(done.exit()).as(done.all()).isZero();
        assertThat(done.out())
                .contains("CAN'T BE UNDONE")
                .contains("6 deleted")
                .contains("Left at here: nothing (read back).");
        assertThat(session.run("destroy site --yes").out()).contains("Nothing of site is there.");
    }

    @Test
    void statusShowsWhatIsThereAndThatNobodyServesIt() {
        session.run("apply site --yes");

        Ran status = session.run("status site");
        assertThat(status.exit()).isZero();
        assertThat(status.out())
                .contains("by tester@here")
                .containsPattern("Network/main +ok +net-\\S+ +10.77.0.0/16, 1 subnet")
                .containsPattern("LoadBalancer/web +stopped")
                .contains("Made, not served: portolan up site");
        assertThat(Json.readObject(session.run("status site -o json").out()))
                .containsEntry("kind", "Status")
                .hasEntrySatisfying("resources", r -> assertThat(r.toString()).contains("state=stopped"));
    }

    @Test
    void explainShowsTheNativeTree() {
        session.run("apply site --yes");

        Ran explain = session.run("explain LoadBalancer/web --in site");
        assertThat(explain.exit()).as(explain.all()).isZero();
        assertThat(explain.out())
                .startsWith("LoadBalancer/web (site.yaml:")
                .contains("balancer lb-")
                .contains("Used by: RecordSet/zone/www/alias. Uses: Network/main.");
        assertThat(session.run("explain LoadBalancer/wbe --in site").exit()).isEqualTo(3);
    }
}

package io.entracep.incident;

import static io.entracep.incident.AlertBuilder.about;
import static io.entracep.incident.AlertBuilder.aboutUser;
import static org.assertj.core.api.Assertions.assertThat;

import io.entracep.alert.Alert;
import io.entracep.attack.Tactic;
import io.entracep.detection.Severity;
import io.entracep.policy.Policy;
import io.entracep.policy.PolicyReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StoryTest {
    private static final String ATTACKER = "203.0.113.66";
    private static final String OFFICE = "192.0.2.1";
    private static final Duration HOUR = Duration.ofHours(1);

    @Test
    void joinsTwoAlertsAboutOnePerson() {
        Story story =
                story(
                        aboutUser("a", "ann@example.com"),
                        aboutUser("b", "ann@example.com").at(HOUR));

        assertThat(ids(story)).containsExactly(List.of("a", "b"));
        assertThat(story.incidents().get(0).links())
                .containsExactly(new Link("a", "b", LinkKind.PERSON, "ann@example.com"));
    }

    @Test
    void keepsAlertsApartThatShareNothing() {
        assertThat(
                        ids(
                                story(
                                        aboutUser("a", "ann@example.com")
                                                .record("ann@example.com", "198.51.100.1"),
                                        aboutUser("b", "bob@example.com")
                                                .record("bob@example.com", "198.51.100.2"))))
                .containsExactlyInAnyOrder(List.of("a"), List.of("b"));
    }

    @Test
    void joinsUpToTheWindowAndNoFurther() {
        AlertBuilder first = aboutUser("a", "ann@example.com").lasts(HOUR);

        assertThat(ids(story(first, aboutUser("b", "ann@example.com").at(Duration.ofHours(25)))))
                .containsExactly(List.of("a", "b"));
        assertThat(
                        ids(
                                story(
                                        first,
                                        aboutUser("b", "ann@example.com")
                                                .at(Duration.ofHours(25).plusMillis(1)))))
                .hasSize(2);
    }

    @Test
    void theWindowIsThatOfThePolicy() {
        Policy policy = PolicyReader.read("policy.yaml", "default: {incident-window: 30m}");

        assertThat(
                        ids(
                                story(
                                        policy,
                                        aboutUser("a", "ann@example.com"),
                                        aboutUser("b", "ann@example.com").at(HOUR))))
                .hasSize(2);
    }

    @Test
    void joinsAlertsThatAreMadeOfOneAnotherHoweverFarApart() {
        assertThat(
                        ids(
                                story(
                                        about("spray", "ip", ATTACKER),
                                        aboutUser("chain", "ann@example.com")
                                                .contains("spray")
                                                .at(Duration.ofDays(6)))))
                .containsExactly(List.of("spray", "chain"));
    }

    @Test
    void joinsAlertsThatRestOnOneRecord() {
        Story story =
                story(
                        about("a", "client", "AS1 curl")
                                .record("r", "ann@example.com", ATTACKER, null),
                        aboutUser("b", "bob@example.com")
                                .record("r", "ann@example.com", ATTACKER, null));

        assertThat(story.incidents().get(0).links())
                .containsExactly(new Link("a", "b", LinkKind.RECORD, "r"));
    }

    @Test
    void joinsWhatWasDoneToManyByAnAdministratorOfWhomThereIsAnAlert() {
        List<AlertBuilder> alerts = new ArrayList<>();
        alerts.add(aboutUser("stolen", "admin@example.com"));
        for (int i = 0; i < 40; i++) {
            alerts.add(
                    aboutUser("made-" + i, "new" + i + "@example.com")
                            .record("admin@example.com", null));
        }

        assertThat(ids(story(alerts))).hasSize(1);
    }

    @Test
    void aServiceThatActsForEverybodyJoinsNothing() {
        List<AlertBuilder> alerts = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            alerts.add(aboutUser("role-" + i, "user" + i + "@example.com").record("MS-PIM", null));
        }

        assertThat(ids(story(alerts))).hasSize(40);
    }

    @Test
    void anApplicationNamedLikeThatServiceDoesNotMakeItAClue() {
        List<AlertBuilder> alerts = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            alerts.add(aboutUser("role-" + i, "user" + i + "@example.com").record("MS-PIM", null));
        }
        alerts.add(about("app", "service_principal", "5f0c").record("MS-PIM", null));

        assertThat(ids(story(alerts))).hasSize(41);
    }

    @Test
    void theAddressOfAnOfficeJoinsNothing() {
        assertThat(ids(story(people(40, OFFICE)))).hasSize(40);
    }

    @Test
    void anAlertAboutTheAddressOfAnOfficeJoinsOnlyThosePeopleWhomItTells() {
        List<AlertBuilder> alerts = people(40, OFFICE);
        AlertBuilder spray = about("spray", "ip", OFFICE);
        for (int i = 0; i < 5; i++) {
            spray.record("user" + i + "@example.com", OFFICE);
        }
        alerts.add(spray);

        List<List<String>> found = ids(story(alerts));

        assertThat(found).hasSize(36);
        assertThat(found.get(0)).contains("spray", "alert-0", "alert-4").hasSize(6);
    }

    @Test
    void anAddressThatFewPeopleUseJoins() {
        assertThat(ids(story(people(10, ATTACKER)))).hasSize(1);
        assertThat(ids(story(people(11, ATTACKER)))).hasSize(11);
    }

    @Test
    void anAddressThatThePolicyApprovesJoinsNothing() {
        Policy policy = PolicyReader.read("p", "default: {corporate-egress: [192.0.2.0/24]}");

        assertThat(ids(Story.of(build(people(3, OFFICE)), policy))).hasSize(3);
    }

    @Test
    void anIpv6AddressCountsByItsNetwork() {
        assertThat(
                        ids(
                                story(
                                        about("a", "ip", "2001:db8:1:2::/64"),
                                        aboutUser("b", "bob@example.com")
                                                .record("bob@example.com", "2001:db8:1:2::77"))))
                .hasSize(1);
    }

    @Test
    void aSprayDoesNotJoinItsVictimsOtherAlerts() {
        AlertBuilder spray = about("spray", "ip", ATTACKER);
        for (int i = 0; i < 12; i++) {
            spray.record("user" + i + "@example.com", ATTACKER);
        }
        List<AlertBuilder> alerts = new ArrayList<>(List.of(spray));
        for (int i = 0; i < 12; i++) {
            alerts.add(
                    aboutUser("home-" + i, "user" + i + "@example.com")
                            .record("user" + i + "@example.com", "198.51.100." + i));
        }

        assertThat(ids(story(alerts))).hasSize(13);
    }

    @Test
    void tenantsNeverMeet() {
        assertThat(
                        ids(
                                story(
                                        aboutUser("a", "ann@example.com"),
                                        aboutUser("b", "ann@example.com").tenant("another"))))
                .hasSize(2);
    }

    @Test
    void ofATenantOrARoleThereMayBeManyStories() {
        assertThat(
                        ids(
                                story(
                                        about("a", "tenant", "t"),
                                        about("b", "tenant", "t"),
                                        about("c", "role", "r"),
                                        about("d", "role", "r"))))
                .hasSize(4);
    }

    @Test
    void aSuppressedAlertStandsApartAndJoinsNothing() {
        Story story =
                story(
                        aboutUser("a", "ann@example.com"),
                        aboutUser("b", "ann@example.com")
                                .subject("bob@example.com")
                                .suppressedBy("default.suppressions[0]"),
                        aboutUser("c", "bob@example.com"));

        assertThat(ids(story)).containsExactlyInAnyOrder(List.of("a"), List.of("c"));
        assertThat(story.suppressed()).extracting(Alert::alertId).containsExactly("b");
        assertThat(story.accounts())
                .extracting(Account::name)
                .containsExactly("ann@example.com", "bob@example.com");
    }

    @Test
    void ranksBySeverityThenByHowFarTheAttackCame() {
        Story story =
                story(
                        aboutUser("one-tactic", "ann@example.com").severity("high"),
                        aboutUser("two-tactics", "bob@example.com")
                                .severity("high")
                                .mitre("T1110.003", "T1098.003"),
                        aboutUser("worst", "eve@example.com").severity("critical"));

        assertThat(ids(story))
                .containsExactly(List.of("worst"), List.of("two-tactics"), List.of("one-tactic"));
        assertThat(story.incidents()).extracting(Incident::rank).containsExactly(1, 2, 3);
        assertThat(story.incidents().get(1).tactics())
                .containsExactly(Tactic.PERSISTENCE, Tactic.CREDENTIAL_ACCESS);
    }

    @Test
    void anIncidentIsCalledByItsWorstAlertAndKeepsItsIdWhenMoreJoins() {
        AlertBuilder first = aboutUser("a", "ann@example.com");
        Incident alone = story(first).incidents().get(0);
        Incident joined =
                story(first, aboutUser("b", "ann@example.com").severity("high").at(HOUR))
                        .incidents()
                        .get(0);

        assertThat(joined.id()).isEqualTo(alone.id()).matches("[0-9a-f]{16}");
        assertThat(joined.title()).isEqualTo("Title of b: ann@example.com");
        assertThat(joined.severity()).isEqualTo(Severity.HIGH);
    }

    @Test
    void tellsWhomAlertsAreAboutAndWhoActed() {
        Story story =
                story(
                        aboutUser("a", "new1@example.com")
                                .severity("high")
                                .record("admin@example.com", null),
                        aboutUser("b", "new2@example.com")
                                .record("admin@example.com", null)
                                .at(HOUR));

        assertThat(story.accounts())
                .extracting(Account::name, Account::about, Account::acted, Account::severity)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(
                                "admin@example.com", 0, 2, Severity.HIGH),
                        org.assertj.core.groups.Tuple.tuple(
                                "new1@example.com", 1, 0, Severity.HIGH),
                        org.assertj.core.groups.Tuple.tuple(
                                "new2@example.com", 1, 0, Severity.MEDIUM));
        assertThat(story.accounts().get(0).incidents())
                .containsExactly(story.incidents().get(0).id());
    }

    private static List<AlertBuilder> people(int number, String address) {
        List<AlertBuilder> alerts = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            String user = "user" + i + "@example.com";
            alerts.add(aboutUser("alert-" + i, user).record(user, address));
        }
        return alerts;
    }

    private static Story story(AlertBuilder... alerts) {
        return story(List.of(alerts));
    }

    private static Story story(Policy policy, AlertBuilder... alerts) {
        return Story.of(build(List.of(alerts)), policy);
    }

    private static Story story(List<AlertBuilder> alerts) {
        return Story.of(build(alerts), Policy.none());
    }

    private static List<Alert> build(List<AlertBuilder> alerts) {
        return alerts.stream().map(AlertBuilder::build).toList();
    }

    private static List<List<String>> ids(Story story) {
        return story.incidents().stream()
                .map(incident -> incident.alerts().stream().map(Alert::alertId).toList())
                .toList();
    }
}

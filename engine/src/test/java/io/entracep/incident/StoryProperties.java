package io.entracep.incident;

import static org.assertj.core.api.Assertions.assertThat;

import io.entracep.alert.Alert;
import io.entracep.policy.Policy;
import io.entracep.policy.PolicyReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Laws of incidents, for alerts of a few people, addresses and hours, so that much is shared. */
class StoryProperties {
    private static final Policy SMALL =
            PolicyReader.read("p", "default: {incident-window: 3h, incident-people: 2}");
    private static final Policy LARGE =
            PolicyReader.read("p", "default: {incident-window: 9h, incident-people: 2}");

    @Property(tries = 300)
    void theOrderOfAlertsDoesNotMatter(@ForAll("alerts") List<Alert> alerts, @ForAll long seed) {
        List<Alert> shuffled = new ArrayList<>(alerts);
        Collections.shuffle(shuffled, new Random(seed));

        assertThat(Story.of(shuffled, SMALL)).isEqualTo(Story.of(alerts, SMALL));
    }

    @Property(tries = 300)
    void everyAlertIsInExactlyOneIncidentOrSuppressed(@ForAll("alerts") List<Alert> alerts) {
        Story story = Story.of(alerts, SMALL);
        List<Alert> told = new ArrayList<>(story.suppressed());
        story.incidents().forEach(incident -> told.addAll(incident.alerts()));

        assertThat(told).containsExactlyInAnyOrderElementsOf(alerts);
        assertThat(story.incidents()).extracting(Incident::id).doesNotHaveDuplicates();
    }

    @Property(tries = 300)
    void linksJoinAllAlertsOfAnIncidentWithNoneTooMany(@ForAll("alerts") List<Alert> alerts) {
        for (Incident incident : Story.of(alerts, SMALL).incidents()) {
            Set<String> reached = new HashSet<>(Set.of(incident.alerts().get(0).alertId()));
            for (int i = 0; i < incident.links().size(); i++) {
                incident.links().stream()
                        .filter(
                                link ->
                                        reached.contains(link.from())
                                                || reached.contains(link.to()))
                        .forEach(link -> reached.addAll(List.of(link.from(), link.to())));
            }

            assertThat(incident.links()).hasSize(incident.alerts().size() - 1);
            assertThat(reached)
                    .isEqualTo(
                            incident.alerts().stream()
                                    .map(Alert::alertId)
                                    .collect(Collectors.toSet()));
        }
    }

    @Property(tries = 300)
    void aLongerWindowNeverSplitsAnIncident(@ForAll("alerts") List<Alert> alerts) {
        List<Set<String>> coarse = groups(Story.of(alerts, LARGE));

        assertThat(groups(Story.of(alerts, SMALL)))
                .allSatisfy(
                        group -> assertThat(coarse).anyMatch(larger -> larger.containsAll(group)));
    }

    @Property(tries = 300)
    void anotherTenantChangesNothing(
            @ForAll("alerts") List<Alert> alerts, @ForAll("alerts") List<Alert> others) {
        List<Alert> both = new ArrayList<>(alerts);
        both.addAll(others.stream().map(StoryProperties::elsewhere).toList());

        assertThat(groups(Story.of(both, SMALL))).containsAll(groups(Story.of(alerts, SMALL)));
    }

    @Property(tries = 300)
    void ranksRunFromOneWithoutAGapAndTheWorstComesFirst(@ForAll("alerts") List<Alert> alerts) {
        List<Incident> incidents = Story.of(alerts, SMALL).incidents();

        for (int i = 0; i < incidents.size(); i++) {
            assertThat(incidents.get(i).rank()).isEqualTo(i + 1);
            if (i > 0) {
                assertThat(incidents.get(i).severity())
                        .isLessThanOrEqualTo(incidents.get(i - 1).severity());
            }
        }
    }

    @Provide
    Arbitrary<List<Alert>> alerts() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 7),
                        Arbitraries.integers().between(0, 3),
                        Arbitraries.integers().between(0, 5),
                        Arbitraries.integers().between(0, 40),
                        Arbitraries.integers().between(0, 3),
                        Arbitraries.integers().between(0, 9),
                        Arbitraries.of("low", "high", "critical"))
                .as(Draw::new)
                .list()
                .ofMaxSize(25)
                .map(
                        draws -> {
                            List<Alert> alerts = new ArrayList<>();
                            for (int i = 0; i < draws.size(); i++) {
                                alerts.add(draws.get(i).alert(i));
                            }
                            return alerts;
                        });
    }

    private record Draw(
            int who, int where, int actor, int hour, int lasts, int extra, String severity) {
        Alert alert(int number) {
            String id = "alert-" + number;
            AlertBuilder builder =
                    who > 5
                            ? AlertBuilder.about(id, "ip", "198.51.100." + where)
                            : AlertBuilder.aboutUser(id, "p" + who + "@example.com");
            builder.at(Duration.ofHours(hour)).lasts(Duration.ofHours(lasts)).severity(severity);
            builder.record("p" + actor + "@example.com", "198.51.100." + where);
            switch (extra) {
                case 0 ->
                        builder.record("shared-" + where, "p" + actor + "@example.com", null, null);
                case 1 -> builder.contains("alert-" + (number / 2));
                case 2 -> builder.suppressedBy("default.suppressions[0]");
                default -> {}
            }
            return builder.build();
        }
    }

    private static Alert elsewhere(Alert alert) {
        return Alert.ofOne(
                "other-" + alert.alertId(),
                alert.status(),
                alert.detectionId(),
                alert.title(),
                alert.severity(),
                "another",
                alert.entity(),
                alert.subject(),
                alert.firstEventTime(),
                alert.lastEventTime(),
                alert.reason(),
                alert.evidence(),
                alert.guideRows(),
                alert.mitre(),
                alert.policyEntries(),
                alert.contains(),
                alert.triage(),
                alert.suppressedBy(),
                alert.delivery());
    }

    private static List<Set<String>> groups(Story story) {
        return story.incidents().stream()
                .map(
                        incident ->
                                incident.alerts().stream()
                                        .map(Alert::alertId)
                                        .collect(Collectors.toSet()))
                .toList();
    }
}

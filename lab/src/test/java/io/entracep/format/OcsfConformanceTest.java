package io.entracep.format;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.entracep.alert.Alert;
import io.entracep.promise.GeneratedDay;
import io.entracep.testing.Alerts;
import io.entracep.testing.TestJob;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Findings keep to OCSF 1.4.0, for every delivery of a generated day and for made-up alerts. */
class OcsfConformanceTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final GeneratedDay DAY = new GeneratedDay(7, 6_000);
    private static final long DECIDED = 1_772_532_000_000L;

    @Test
    void everyDeliveryOfADayConformsAsWellAsItsClearing() throws Exception {
        TestJob job =
                TestJob.withTenantPolicy(DAY.policy(), DAY.tenantId())
                        .given(DAY.events())
                        .shuffled(1);
        job.alerts();
        List<Alert> deliveries = new ArrayList<>(job.deliveries());
        job.deliveries().stream().map(OcsfConformanceTest::cleared).forEach(deliveries::add);

        assertThat(deliveries.stream().flatMap(OcsfConformanceTest::kinds))
                .contains("active", "cleared", "subject", "no subject", "revised");
        assertThat(deliveries.stream().map(Alert::detectionId).distinct()).hasSizeGreaterThan(10);
        List<String> problems = new ArrayList<>();
        for (Alert alert : deliveries) {
            OcsfFacts.problems(finding(alert))
                    .forEach(problem -> problems.add(alert.detectionId() + ": " + problem));
        }
        assertThat(problems).isEmpty();
    }

    @Test
    void anAlertWithoutRecordsOrTechniquesConforms() throws Exception {
        Alert bare = Alerts.bare("a1", DECIDED);

        JsonNode finding = finding(bare);

        assertThat(OcsfFacts.problems(finding)).isEmpty();
        assertThat(finding.has("evidences")).isFalse();
        assertThat(finding.path("finding_info").has("attacks")).isFalse();
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                mistake("time is required", finding -> finding.remove("time")),
                mistake("finding_info.uid is required", finding -> info(finding).remove("uid")),
                mistake(
                        "metadata.product. needs one of [name, uid]",
                        finding -> object(finding, "/metadata/product").remove("name")),
                mistake(
                        "finding_info.analytic.type_id is required",
                        finding -> object(finding, "/finding_info/analytic").remove("type_id")),
                mistake(
                        "severity_id is 4, whose name is High",
                        finding -> finding.put("severity", "Serious")),
                mistake(
                        "status_id is 7, which has no meaning",
                        finding -> finding.put("status_id", 7)),
                mistake(
                        "type_uid is not class_uid * 100 + activity_id",
                        finding -> finding.put("type_uid", 200_402).remove("type_name")),
                mistake(
                        "time is \"2026-03-03\", not of type time",
                        finding -> finding.put("time", "2026-03-03")),
                mistake(
                        "resources is no array with items",
                        finding -> finding.putArray("resources")),
                mistake(
                        "evidences[0].src_endpoint.ip is \"somewhere\", not of type ip",
                        finding ->
                                object(finding, "/evidences/0/src_endpoint")
                                        .put("ip", "somewhere")),
                mistake(
                        "evidences[0].uid is not known in evidences",
                        finding -> object(finding, "/evidences/0").put("uid", "e1")),
                mistake("alert is not known in detection_finding", f -> f.put("alert", true)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mistakes")
    void mistakesAreFound(String problem, Consumer<ObjectNode> mistake) throws Exception {
        ObjectNode finding = (ObjectNode) finding(Alerts.alert("a1", DECIDED));
        assertThat(OcsfFacts.problems(finding)).isEmpty();

        mistake.accept(finding);

        assertThat(OcsfFacts.problems(finding)).containsExactly(problem);
    }

    private static Alert cleared(Alert alert) {
        return Alert.ofOne(
                alert.alertId(),
                Alert.CLEARED,
                alert.detectionId(),
                alert.title(),
                alert.severity(),
                alert.tenantId(),
                alert.entity(),
                alert.subject(),
                alert.firstEventTime(),
                alert.lastEventTime(),
                "No longer holds.",
                alert.evidence(),
                alert.guideRows(),
                alert.mitre(),
                alert.policyEntries(),
                alert.contains(),
                alert.triage(),
                alert.suppressedBy(),
                alert.delivery());
    }

    private static Stream<String> kinds(Alert alert) {
        return Stream.of(
                alert.status(),
                alert.subject() == null ? "no subject" : "subject",
                alert.delivery().revision() > 1 ? "revised" : "first");
    }

    private static Arguments mistake(String problem, Consumer<ObjectNode> mistake) {
        return Arguments.of(problem, mistake);
    }

    private static ObjectNode info(ObjectNode finding) {
        return object(finding, "/finding_info");
    }

    private static ObjectNode object(ObjectNode finding, String pointer) {
        return (ObjectNode) finding.at(pointer);
    }

    private static JsonNode finding(Alert alert) throws Exception {
        return JSON.readTree(AlertFormat.OCSF.text(alert));
    }
}

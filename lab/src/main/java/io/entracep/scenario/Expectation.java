package io.entracep.scenario;

import io.entracep.rule.RuleTest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/**
 * What a scenario expects of the final set of alerts.
 *
 * @param alerts alerts that there must be
 * @param exhaustive whether there must be no others
 * @param compared detections whose alerts are compared; empty for all
 * @param silent detections that must not speak
 * @param checksUndecided whether {@code undecided} was given
 * @param undecided detections of what the end of the records leaves open, in alphabetical order
 */
public record Expectation(
        List<ExpectedAlert> alerts,
        boolean exhaustive,
        List<String> compared,
        List<String> silent,
        boolean checksUndecided,
        List<String> undecided) {

    static Expectation read(Section section, Instant start, Set<String> detections) {
        boolean exhaustive = section.has("exactly");
        List<ExpectedAlert> alerts = new ArrayList<>();
        for (String key : List.of("exactly", "at-least")) {
            for (Section alert : section.sections(key)) {
                int times = alert.count("times", 1);
                ExpectedAlert expected = ExpectedAlert.read(alert, start);
                alert.refuseOthers();
                known(alert, "detection", expected.detectionId(), detections);
                expected.contains().forEach(id -> known(alert, "contains", id, detections));
                for (int i = 0; i < times; i++) {
                    alerts.add(expected);
                }
            }
        }
        if (exhaustive && section.has("at-least")) {
            section.fault("at-least", "left out where exactly is given");
        }
        List<String> compared = section.texts("of");
        compared.forEach(id -> known(section, "of", id, detections));
        List<String> silent = section.texts("none");
        silent.forEach(id -> known(section, "none", id, detections));
        List<String> undecided = section.texts("undecided").stream().sorted().toList();
        undecided.forEach(id -> known(section, "undecided", id, detections));
        if (!exhaustive && alerts.isEmpty() && silent.isEmpty() && undecided.isEmpty()) {
            section.fault("exactly", "given, or at-least, none or undecided");
        }
        section.refuseOthers();
        return new Expectation(
                alerts, exhaustive, compared, silent, section.has("undecided"), undecided);
    }

    /** What the test of a rule expects: its alerts and no others of the rule, or none. */
    static Expectation ofRule(Section test, String rule, RuleTest expected, Instant start) {
        if (expected.fires() == null) {
            return new Expectation(List.of(), true, List.of(rule), List.of(), false, List.of());
        }
        ExpectedAlert alert = ExpectedAlert.ofRule(test, rule, expected.fires().word(), start);
        int times = test.count("times", 1);
        return new Expectation(
                Collections.nCopies(times, alert),
                true,
                List.of(rule),
                List.of(),
                false,
                List.of());
    }

    /** Whether there must be no alert of the detection but those that are expected. */
    boolean excludesOthersOf(String detectionId) {
        return exhaustive && (compared.isEmpty() || compared.contains(detectionId));
    }

    private static void known(Section section, String key, String id, Set<String> detections) {
        if (!id.isEmpty() && !detections.contains(id)) {
            section.fault(key, "a detection that exists, which " + id + " is not");
        }
    }
}

package io.entracep.scenario;

import io.entracep.alert.Alert;
import io.entracep.catalogue.Catalogue;
import io.entracep.decode.Decoded;
import io.entracep.detection.Severity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Compares what a run said with what its scenario expects, in lines that people read. */
final class Comparison {
    private static final int NOBODY = -1;

    private final Scenario scenario;
    private final Result result;
    private final Catalogue catalogue;
    private final List<String> failures = new ArrayList<>();

    private Comparison(Scenario scenario, Result result, Catalogue catalogue) {
        this.scenario = scenario;
        this.result = result;
        this.catalogue = catalogue;
    }

    /** What is not as expected; empty where everything is. */
    static List<String> failures(Scenario scenario, Result result, Catalogue catalogue) {
        Comparison comparison = new Comparison(scenario, result, catalogue);
        comparison.deadLetters();
        comparison.alerts();
        comparison.silent();
        comparison.undecided();
        return comparison.failures;
    }

    private void deadLetters() {
        for (Decoded.DeadLetter letter : result.deadLetters()) {
            failures.add(
                    "dead letter "
                            + letter.reason()
                            + ": "
                            + letter.detail()
                            + " ("
                            + letter.source()
                            + ")");
        }
    }

    private void alerts() {
        List<ExpectedAlert> expected = scenario.expectation().alerts();
        List<Alert> actual = result.alerts();
        int[] matchOf = match(expected, actual);
        boolean[] taken = new boolean[actual.size()];
        Arrays.stream(matchOf).filter(i -> i != NOBODY).forEach(i -> taken[i] = true);
        for (int i = 0; i < expected.size(); i++) {
            if (matchOf[i] == NOBODY) {
                missing(expected.get(i), actual, taken);
            }
        }
        for (int i = 0; i < actual.size(); i++) {
            Alert alert = actual.get(i);
            if (!taken[i] && scenario.expectation().excludesOthersOf(alert.detectionId())) {
                failures.add("unexpected " + inWords(alert));
            }
        }
    }

    /** The nearest alert of the detection that nobody else matches tells what differs. */
    private void missing(ExpectedAlert expected, List<Alert> actual, boolean[] taken) {
        int nearest = NOBODY;
        List<String> differences = List.of();
        for (int i = 0; i < actual.size(); i++) {
            if (!taken[i] && actual.get(i).detectionId().equals(expected.detectionId())) {
                List<String> found = expected.differences(actual.get(i), actual);
                if (nearest == NOBODY || found.size() < differences.size()) {
                    nearest = i;
                    differences = found;
                }
            }
        }
        if (nearest == NOBODY) {
            failures.add("missing    " + expected.label() + asleep(expected.detectionId()));
            return;
        }
        taken[nearest] = true;
        failures.add("differs    " + expected.label());
        differences.forEach(difference -> failures.add("             " + difference));
    }

    private String asleep(String detectionId) {
        return catalogue.asleep(scenario.policy().forTenant(null)).stream()
                .filter(sleeper -> sleeper.entry().id().equals(detectionId))
                .map(sleeper -> ": it sleeps, " + sleeper.reason())
                .findFirst()
                .orElse("");
    }

    private void silent() {
        for (Alert alert : result.alerts()) {
            if (scenario.expectation().silent().contains(alert.detectionId())) {
                failures.add("not silent " + inWords(alert));
            }
        }
    }

    private void undecided() {
        List<String> expected = scenario.expectation().undecided();
        if (scenario.expectation().checksUndecided()
                && !expected.equals(result.undecidedDetections())) {
            failures.add(
                    "undecided: expected " + expected + ", actual " + result.undecidedDetections());
        }
    }

    static String inWords(Alert alert) {
        return String.format(
                Locale.ROOT,
                "%s (%s, %s) about %s: %s",
                alert.detectionId(),
                Severity.ofLabel(alert.severity()).label(),
                alert.firstEventTime(),
                ExpectedAlert.label(alert.entity()),
                alert.reason());
    }

    /**
     * For each expected alert the index of an actual one that is as it says, or {@link #NOBODY}; as
     * many as can be, each actual one once (augmenting paths).
     */
    private static int[] match(List<ExpectedAlert> expected, List<Alert> actual) {
        boolean[][] fits = new boolean[expected.size()][actual.size()];
        for (int i = 0; i < expected.size(); i++) {
            for (int j = 0; j < actual.size(); j++) {
                fits[i][j] =
                        actual.get(j).detectionId().equals(expected.get(i).detectionId())
                                && expected.get(i).differences(actual.get(j), actual).isEmpty();
            }
        }
        int[] ownerOf = new int[actual.size()];
        Arrays.fill(ownerOf, NOBODY);
        for (int i = 0; i < expected.size(); i++) {
            claim(i, fits, ownerOf, new boolean[actual.size()]);
        }
        int[] matchOf = new int[expected.size()];
        Arrays.fill(matchOf, NOBODY);
        for (int j = 0; j < ownerOf.length; j++) {
            if (ownerOf[j] != NOBODY) {
                matchOf[ownerOf[j]] = j;
            }
        }
        return matchOf;
    }

    private static boolean claim(int i, boolean[][] fits, int[] ownerOf, boolean[] tried) {
        for (int j = 0; j < ownerOf.length; j++) {
            if (fits[i][j] && !tried[j]) {
                tried[j] = true;
                if (ownerOf[j] == NOBODY || claim(ownerOf[j], fits, ownerOf, tried)) {
                    ownerOf[j] = i;
                    return true;
                }
            }
        }
        return false;
    }

    /** What a mutated run said otherwise than the run as it is; empty where nothing. */
    static List<String> mutations(Result asIs, Result mutated) {
        List<String> failures = new ArrayList<>();
        List<String> lost = without(asIs.bodies(), mutated.bodies());
        List<String> gained = without(mutated.bodies(), asIs.bodies());
        lost.forEach(body -> failures.add("only as-is " + body));
        gained.forEach(body -> failures.add("only here  " + body));
        if (!asIs.undecidedDetections().equals(mutated.undecidedDetections())) {
            failures.add(
                    "undecided: as-is "
                            + asIs.undecidedDetections()
                            + ", here "
                            + mutated.undecidedDetections());
        }
        return failures;
    }

    private static List<String> without(List<String> all, List<String> others) {
        List<String> rest = new ArrayList<>(all);
        others.forEach(rest::remove);
        rest.sort(Comparator.naturalOrder());
        return rest;
    }
}

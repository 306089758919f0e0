package io.entracep.scenario;

import java.util.List;

/**
 * What became of a scenario under one mutator.
 *
 * @param scenario the scenario
 * @param mutator what happened to its records
 * @param failures what is not as expected, lines to print; empty where it passed
 */
public record Outcome(Scenario scenario, Mutator mutator, List<String> failures) {
    public Outcome {
        failures = List.copyOf(failures);
    }

    /** Whether everything is as expected. */
    public boolean passed() {
        return failures.isEmpty();
    }

    /** {@code folder/case [mutator]}. */
    public String name() {
        return scenario.name() + " [" + mutator.label() + "]";
    }
}

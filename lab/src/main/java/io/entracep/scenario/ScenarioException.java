package io.entracep.scenario;

import io.entracep.yaml.Problem;
import java.util.List;
import java.util.stream.Collectors;

/** Scenario files cannot be used. Carries every problem, never only the first. */
public final class ScenarioException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final List<Problem> problems;

    /**
     * @param problems at least one
     */
    public ScenarioException(List<Problem> problems) {
        super(problems.stream().map(Problem::message).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    /** By file, in the order of the file; never empty. */
    public List<Problem> problems() {
        return problems;
    }
}

package io.entracep.policy;

import io.entracep.yaml.Problem;
import java.util.List;
import java.util.stream.Collectors;

/** A policy cannot be used. Carries every problem of the file, never only the first. */
public final class PolicyException extends RuntimeException {

    private final List<Problem> problems;

    /**
     * @param problems at least one, in the order of the file
     */
    public PolicyException(List<Problem> problems) {
        super(problems.stream().map(Problem::message).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    /** In the order of the file; never empty. */
    public List<Problem> problems() {
        return problems;
    }
}

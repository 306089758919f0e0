package io.entracep.policy;

import io.entracep.yaml.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Policies that hold one after the other: a file, or a folder of files that each say from when on
 * they hold; one of them need not, it holds before the others.
 */
public final class PolicyVersions {
    private static final long BEGINNING = Long.MIN_VALUE;

    private PolicyVersions() {}

    /**
     * Reads them, in the order of their names.
     *
     * @throws PolicyException with every problem of every file
     */
    public static List<Policy> read(Path path) {
        if (!Files.isDirectory(path)) {
            return List.of(PolicyReader.read(path));
        }
        List<Problem> problems = new ArrayList<>();
        List<Policy> policies = new ArrayList<>();
        Map<Long, Policy> byTime = new HashMap<>();
        for (Path file : files(path)) {
            try {
                Policy policy = PolicyReader.read(file);
                policies.add(policy);
                Long from = policy.effectiveFrom();
                Policy other = byTime.putIfAbsent(from == null ? BEGINNING : from, policy);
                if (other != null) {
                    problems.add(
                            policy.problem(
                                    "effective-from",
                                    null,
                                    "another time than that of " + other.file()));
                }
            } catch (PolicyException e) {
                problems.addAll(e.problems());
            }
        }
        if (policies.isEmpty() && problems.isEmpty()) {
            problems.add(
                    new Problem(path.toString(), "", null, "a folder with files *.yaml in it", 0));
        }
        if (!problems.isEmpty()) {
            throw new PolicyException(problems);
        }
        return policies;
    }

    private static List<Path> files(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().matches("(?i).*\\.ya?ml"))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new PolicyException(
                    List.of(
                            new Problem(
                                    folder.toString(),
                                    "",
                                    null,
                                    "a folder that can be read (" + e.getMessage() + ")",
                                    0)));
        }
    }
}

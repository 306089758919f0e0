package io.entracep.cli;

import io.entracep.catalogue.Catalogue;
import io.entracep.policy.Policy;
import io.entracep.policy.PolicyException;
import io.entracep.policy.PolicyReader;
import io.entracep.yaml.Problem;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** {@code --policy FILE}, and how a policy is read for any command. */
final class PolicyOption {
    @Option(
            names = "--policy",
            paramLabel = "FILE",
            description = {
                "What your organisation decided (docs/policy.md).",
                "Without it, detections that need it sleep."
            })
    private @Nullable Path file;

    /** The policy, or the one that decides nothing. */
    Policy policy() {
        return file == null ? Policy.none() : read(file);
    }

    /** Null where none was named. */
    @Nullable Path path() {
        return file;
    }

    /** The file as named, null where none was. */
    @Nullable String file() {
        return file == null ? null : file.toString();
    }

    /**
     * Reads a policy and holds it against the catalogue.
     *
     * @throws CliException with every problem
     */
    static Policy read(Path file) {
        return read(file, Catalogue.load());
    }

    /**
     * Reads a policy and holds it against the catalogue.
     *
     * @throws CliException with every problem
     */
    static Policy read(Path file, Catalogue catalogue) {
        Policy policy;
        try {
            policy = PolicyReader.read(file);
        } catch (PolicyException e) {
            throw unusable(e.problems().stream().map(Problem::message).toList(), e);
        }
        List<String> problems = catalogue.problemsOf(policy);
        if (!problems.isEmpty()) {
            throw unusable(problems, null);
        }
        return policy;
    }

    private static CliException unusable(List<String> problems, @Nullable Throwable cause) {
        String what =
                problems.size() == 1
                        ? "The policy cannot be used:"
                        : "The policy cannot be used for " + problems.size() + " reasons:";
        return CliException.unusable(
                what
                        + "\n  "
                        + String.join("\n  ", problems)
                        + "\nCorrect the file; docs/policy.md describes every key.",
                cause);
    }
}

package io.entracep.cli;

import io.entracep.catalogue.Catalogue;
import io.entracep.catalogue.Rulebooks;
import io.entracep.policy.Policy;
import io.entracep.policy.PolicyException;
import io.entracep.policy.PolicyVersions;
import io.entracep.rule.RuleTexts;
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
                "What your organisation decided (docs/policy.md); a folder: versions of it, each with"
                        + " effective-from.",
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
        List<Policy> policies = readAll(file, catalogue);
        return Rulebooks.of(policies, RuleTexts.NONE).last().policy();
    }

    /**
     * The same with every version that a folder has.
     *
     * @throws CliException with every problem
     */
    static List<Policy> readAll(Path file, Catalogue catalogue) {
        List<Policy> policies;
        try {
            policies = PolicyVersions.read(file);
        } catch (PolicyException e) {
            throw unusable(e.problems().stream().map(Problem::message).toList(), e);
        }
        List<String> problems =
                policies.stream().flatMap(each -> catalogue.problemsOf(each).stream()).toList();
        if (!problems.isEmpty()) {
            throw unusable(problems, null);
        }
        return policies;
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

package io.entracep.cli;

import io.entracep.catalogue.Catalogue;
import io.entracep.catalogue.Rulebook;
import io.entracep.catalogue.Rulebooks;
import io.entracep.policy.Policy;
import io.entracep.rule.RuleTexts;
import io.entracep.yaml.Problem;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** {@code --rules DIR}, and how rules of users are read for any command. */
final class RulesOption {
    @Option(
            names = "--rules",
            paramLabel = "DIR",
            description = {
                "Your own rules, or public ones: Sigma files, or folders of them (docs/rules.md).",
                "What cannot be used is told and left out."
            })
    private @Nullable List<Path> paths;

    /** The policy and the rules, held against each other; what is wrong with rules is told. */
    Rulebook rulebook(PolicyOption policy, PrintStream err) {
        return rulebook(policy.path(), err);
    }

    /** The same with a policy that was named otherwise, null for none; of several the newest. */
    Rulebook rulebook(@Nullable Path policy, PrintStream err) {
        return rulebooks(policy, err).last();
    }

    /** The same with every version of the policy. */
    Rulebooks rulebooks(@Nullable Path policy, PrintStream err) {
        return rulebooks(paths == null ? List.of() : paths, policy, err);
    }

    /**
     * Reads both.
     *
     * @param policy null for none
     * @throws CliException if the policy cannot be used
     */
    static Rulebooks rulebooks(List<Path> paths, @Nullable Path policy, PrintStream err) {
        List<Problem> unreadable = new ArrayList<>();
        RuleTexts rules = paths.isEmpty() ? RuleTexts.NONE : RuleTexts.readAll(paths, unreadable);
        Catalogue catalogue = Catalogue.load(rules);
        List<Problem> problems = new ArrayList<>(unreadable);
        problems.addAll(catalogue.ruleProblems());
        if (!problems.isEmpty()) {
            err.printf(
                    "%d problems in rules; what they concern is left out (entra-cep rules check tells more):%n",
                    problems.size());
            problems.forEach(problem -> err.println("  " + problem.message()));
        }
        return Rulebooks.of(
                policy == null ? List.of(Policy.none()) : PolicyOption.readAll(policy, catalogue),
                rules);
    }
}

package io.entracep.run;

import io.entracep.catalogue.Catalogue;
import io.entracep.policy.Policy;
import io.entracep.policy.PolicyException;
import io.entracep.policy.PolicyVersions;
import io.entracep.rule.RuleTexts;
import io.entracep.source.RulebookFiles;
import io.entracep.yaml.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The policy and the rules that a configuration names, read again while the job runs. */
final class ConfiguredRulebook implements RulebookFiles {
    private static final long serialVersionUID = 1L;

    /** Paths do not travel. */
    private final @Nullable String policy;

    private final ArrayList<String> rules;
    private final HashSet<String> knownProblems;
    private transient @Nullable Last last;

    /**
     * @param knownProblems of rules that were left out when the job was started
     */
    private ConfiguredRulebook(
            @Nullable String policy, List<String> rules, Set<String> knownProblems) {
        this.policy = policy;
        this.rules = new ArrayList<>(rules);
        this.knownProblems = new HashSet<>(knownProblems);
    }

    /**
     * @param started rules that the job is started with; what is wrong with these was told
     */
    static ConfiguredRulebook of(RunConfig config, RuleTexts started) {
        Path policy = config.policy();
        return new ConfiguredRulebook(
                policy == null ? null : policy.toString(),
                config.rules().stream().map(Path::toString).toList(),
                Set.copyOf(messages(Catalogue.load(started).ruleProblems())));
    }

    /**
     * What was read last, while no file was touched since: to read all rules takes a while.
     *
     * @param fingerprint names, times and sizes of the files
     * @param declared null where it was refused
     * @param refused null where it was not
     */
    private record Last(
            Set<String> fingerprint,
            @Nullable Declared declared,
            @Nullable RefusedException refused) {}

    @Override
    public Declared read() throws RefusedException {
        // Taken before the files are read: who edits meanwhile is seen the next time.
        Set<String> now = fingerprint();
        if (last == null || !last.fingerprint().equals(now)) {
            try {
                last = new Last(now, readAnew(), null);
            } catch (RefusedException e) {
                last = new Last(now, null, e);
            }
        }
        if (last.refused() != null) {
            throw last.refused();
        }
        return Objects.requireNonNull(last.declared());
    }

    private Set<String> fingerprint() {
        Set<String> all = new TreeSet<>();
        List<String> roots = new ArrayList<>(rules);
        if (policy != null) {
            roots.add(policy);
        }
        for (String root : roots) {
            try (Stream<Path> files = Files.walk(Path.of(root), FileVisitOption.FOLLOW_LINKS)) {
                for (Path file : files.toList()) {
                    all.add(
                            file.toRealPath()
                                    + " "
                                    + Files.getLastModifiedTime(file)
                                    + " "
                                    + Files.size(file));
                }
            } catch (IOException | UncheckedIOException e) {
                all.add(root + " " + e);
            }
        }
        return all;
    }

    private Declared readAnew() throws RefusedException {
        List<Problem> unreadable = new ArrayList<>();
        RuleTexts texts =
                rules.isEmpty()
                        ? RuleTexts.NONE
                        : RuleTexts.readAll(rules.stream().map(Path::of).toList(), unreadable);
        Catalogue catalogue = Catalogue.load(texts);
        List<String> problems = messages(unreadable);
        problems.addAll(messages(catalogue.ruleProblems()));
        problems.removeAll(knownProblems);
        List<Policy> read = policies(catalogue, problems);
        if (!problems.isEmpty()) {
            throw new RefusedException(problems);
        }
        return new Declared(read, texts);
    }

    private List<Policy> policies(Catalogue catalogue, List<String> problems) {
        if (policy == null) {
            return List.of(Policy.none());
        }
        try {
            List<Policy> read = PolicyVersions.read(Path.of(policy));
            read.forEach(each -> problems.addAll(catalogue.problemsOf(each)));
            return read;
        } catch (PolicyException e) {
            problems.addAll(messages(e.problems()));
            return List.of();
        }
    }

    private static List<String> messages(List<Problem> problems) {
        return new ArrayList<>(problems.stream().map(Problem::message).toList());
    }
}

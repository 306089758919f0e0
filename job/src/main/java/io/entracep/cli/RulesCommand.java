package io.entracep.cli;

import io.entracep.catalogue.Catalogue;
import io.entracep.output.TerminalText;
import io.entracep.policy.Policy;
import io.entracep.rule.CompiledRule;
import io.entracep.rule.LoggedRecords;
import io.entracep.rule.LoggedRecords.LoggedRecord;
import io.entracep.rule.Rule;
import io.entracep.rule.RuleReader;
import io.entracep.rule.RuleRemark;
import io.entracep.rule.RuleSet;
import io.entracep.rule.RuleTexts;
import io.entracep.yaml.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rules}: detections as data, in Sigma. */
@Command(
        name = "rules",
        description = {"Works with rules in Sigma (docs/rules.md).", ""},
        synopsisSubcommandLabel = "COMMAND")
final class RulesCommand extends CommandGroup {
    private static final String SKELETON = "/cli/new-rule.yml";

    private final Streams streams;

    RulesCommand(Streams streams) {
        super("check DIR..., explain RULE RECORDS or new");
        this.streams = streams;
    }

    /** Tells every problem at once, and what becomes of the rules. */
    @Command(
            name = "check",
            description = {
                "Checks rules: tells every problem with file, line, value and what would be right."
                        + " Of the others it tells what their names mean in the logs, which wait for a"
                        + " list of the policy, and which can never match and why.",
                ""
            },
            footer = {"", "Example:", "  entra-cep rules check rules/ --policy policy.yaml"})
    int check(
            @Parameters(paramLabel = "PATH", arity = "1..*", description = "Files and folders.")
                    List<Path> paths,
            @Mixin PolicyOption policy) {
        Policy given = policy.policy();
        List<Problem> problems = new ArrayList<>();
        Catalogue catalogue = Catalogue.load(RuleTexts.readAll(paths, problems));
        problems.addAll(catalogue.ruleProblems());
        RuleSet rules = catalogue.rules();
        List<CompiledRule> bound =
                rules.bind(name -> given.forTenant(null).list(name)).stream()
                        .filter(rule -> isOwn(rule.rule()))
                        .toList();
        for (RuleRemark remark : rules.remarks()) {
            if (Catalogue.isShipped(remark.file())) {
                continue;
            }
            if (remark.kind() != RuleRemark.Kind.SLEEPS || sleeps(remark, bound)) {
                streams.out().println(TerminalText.of(remark.message()));
            }
        }
        long asleep = bound.stream().filter(rule -> !rule.missingLists().isEmpty()).count();
        long dead = bound.stream().filter(rule -> !rule.canMatch()).count();
        streams.out()
                .printf(
                        "%d rules, %d correlations and %d filters can be used. %d of the rules sleep"
                                + " until the policy has their lists, %d can never match.%n",
                        bound.size(),
                        rules.correlations().stream()
                                .filter(rule -> catalogue.entry(rule.key()) != null)
                                .filter(RulesCommand::isOwn)
                                .count(),
                        rules.filters().stream().filter(RulesCommand::isOwn).count(),
                        asleep,
                        dead);
        refuse(problems);
        return EntraCep.DONE;
    }

    /** Says why rules hold of records, or do not. */
    @Command(
            name = "explain",
            description = {
                "Says of each record whether a rule holds: which selection did and which did not, and"
                        + " what the fields held.",
                ""
            },
            footer = {"", "Example:", "  entra-cep rules explain rules/mine.yml records.jsonl"})
    int explain(
            @Parameters(paramLabel = "RULE", description = "A file or folder with rules.")
                    Path path,
            @Parameters(
                            paramLabel = "RECORDS",
                            description = "A file with records, - for standard input.")
                    Path records,
            @Option(
                            names = "--with",
                            paramLabel = "PATH",
                            description = "Filters, and other rules that are not explained.")
                    @Nullable Path more,
            @Mixin PolicyOption policy) {
        Policy given = policy.policy();
        RuleSet rules = read(more == null ? List.of(path) : List.of(path, more));
        refuse(rules.problems());
        List<CompiledRule> bound =
                rules.bind(name -> given.forTenant(null).list(name)).stream()
                        .filter(rule -> Path.of(rule.rule().head().file()).startsWith(path))
                        .toList();
        RuleExplainer explainer = new RuleExplainer(streams.out());
        int number = 0;
        for (LoggedRecord record : records(records)) {
            number++;
            for (CompiledRule rule : bound) {
                explainer.explain(number, record, rule, rules.paths());
            }
        }
        if (number == 0) {
            throw CliException.unusable(records + " has no records.", null);
        }
        return EntraCep.DONE;
    }

    /** Writes a rule to begin with. */
    @Command(
            name = "new",
            description = {"Writes a rule with comments to begin with to standard output.", ""},
            footer = {"", "Example:", "  entra-cep rules new > rules/my-rule.yml"})
    int create() {
        try (InputStream in =
                Objects.requireNonNull(
                        RulesCommand.class.getResourceAsStream(SKELETON), SKELETON)) {
            streams.out().print(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw CliException.failed("The skeleton cannot be read: " + e.getMessage(), e);
        }
        return EntraCep.DONE;
    }

    private static boolean isOwn(Rule rule) {
        return !Catalogue.isShipped(rule.head().file());
    }

    private static RuleSet read(List<Path> paths) {
        return new RuleReader().readAll(paths).toRuleSet();
    }

    private static boolean sleeps(RuleRemark remark, List<CompiledRule> rules) {
        return rules.stream()
                .anyMatch(
                        rule -> rule.key().equals(remark.rule()) && !rule.missingLists().isEmpty());
    }

    private List<LoggedRecord> records(Path path) {
        try (InputStream in =
                path.toString().equals("-") ? streams.in() : Files.newInputStream(path)) {
            List<LoggedRecord> records = LoggedRecords.read(in);
            Optional<String> trouble =
                    records.stream()
                            .map(LoggedRecord::trouble)
                            .flatMap(Stream::ofNullable)
                            .findFirst();
            if (trouble.isPresent() && records.stream().allMatch(each -> each.trouble() != null)) {
                throw CliException.unusable(
                        "%s has no records: %s".formatted(path, trouble.get()), null);
            }
            return records;
        } catch (IOException e) {
            throw CliException.unusable("%s cannot be read: %s".formatted(path, e.getMessage()), e);
        }
    }

    private static void refuse(List<Problem> problems) {
        if (!problems.isEmpty()) {
            throw CliException.unusable(
                    (problems.size() == 1 ? "1 problem" : problems.size() + " problems")
                            + " in rules; what they concern is left out:\n  "
                            + problems.stream()
                                    .map(Problem::message)
                                    .map(TerminalText::of)
                                    .collect(Collectors.joining("\n  "))
                            + "\nCorrect the files; docs/rules.md describes every key.",
                    null);
        }
    }
}

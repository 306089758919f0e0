package io.entracep.cli;

import io.entracep.alert.Alert;
import io.entracep.catalogue.Catalogue;
import io.entracep.catalogue.Rulebook;
import io.entracep.policy.Policy;
import io.entracep.policy.TenantPolicy;
import io.entracep.report.Reports;
import io.entracep.whatif.Replays;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code policy}: what an organisation decided. */
@Command(
        name = "policy",
        description = {"Works with policy files (docs/policy.md).", ""},
        synopsisSubcommandLabel = "COMMAND")
final class PolicyCommand extends CommandGroup {
    private final Streams streams;

    PolicyCommand(Streams streams) {
        super("check FILE, or diff OLD NEW --in LOGS");
        this.streams = streams;
    }

    /** Tells every problem at once. */
    @Command(
            name = "check",
            description = {
                "Checks a policy: tells every problem with file, line, key, value and what would be"
                        + " right.",
                ""
            },
            footer = {"", "Example:", "  entra-cep policy check policy.yaml"})
    int check(
            @Parameters(paramLabel = "FILE", description = "The policy.") Path file,
            @Mixin RulesOption rules) {
        Rulebook rulebook = rules.rulebook(file, streams.err());
        Policy policy = rulebook.policy();
        Catalogue catalogue = rulebook.catalogue();
        policy.sections()
                .forEach(
                        (section, tenant) -> {
                            List<Catalogue.Asleep> asleep = catalogue.asleep(tenant);
                            int all = catalogue.entries().size();
                            streams.out()
                                    .printf(
                                            "%s: %s is valid; %d of %d detections are awake.%n",
                                            file, section, all - asleep.size(), all);
                            tellWhatNobodyReads(file, tenant, catalogue);
                        });
        return EntraCep.DONE;
    }

    /** Tells before an edit what it would change. */
    @Command(
            name = "diff",
            description = {
                "Replays logs under two policies: tells which alerts the new one adds, removes and"
                        + " changes, by which of its entries.",
                ""
            },
            footer = {"", "Example:", "  entra-cep policy diff policy.yaml new.yaml --in logs/"})
    int diff(
            @Parameters(index = "0", paramLabel = "OLD", description = "The policy that holds.")
                    Path old,
            @Parameters(index = "1", paramLabel = "NEW", description = "The edited one.")
                    Path edited,
            @Mixin LogsOptions logs,
            @Mixin RulesOption rules)
            throws IOException {
        Rulebook before = rules.rulebook(old, streams.err());
        Policy after = PolicyOption.read(edited, before.catalogue());
        try (Replays replays = logs.replays(before, streams)) {
            List<Alert> were = replays.alerts(before.policy());
            List<Alert> would = replays.alerts(after);
            Reports.tellDifference(before.policy(), were, after, would, streams.out());
            return logs.outcome(replays, streams);
        }
    }

    private void tellWhatNobodyReads(Path file, TenantPolicy tenant, Catalogue catalogue) {
        List<String> unread =
                catalogue.unread().stream().filter(tenant::isGiven).map(tenant::entry).toList();
        if (!unread.isEmpty()) {
            streams.out()
                    .printf(
                            "%s: no detection of this version reads %s.%n",
                            file, String.join(", ", unread));
        }
    }
}

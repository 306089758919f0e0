package io.entracep.cli;

import io.entracep.output.TerminalText;
import io.entracep.rule.CompiledRule;
import io.entracep.rule.Explanation;
import io.entracep.rule.Explanation.ItemOutcome;
import io.entracep.rule.Explanation.SelectionOutcome;
import io.entracep.rule.FieldPaths;
import io.entracep.rule.JsonRecord;
import io.entracep.rule.LoggedRecords.LoggedRecord;
import java.io.PrintStream;

/** Prints why a rule holds of a record, or does not. */
final class RuleExplainer {
    private static final int WIDTH = 400;

    private final PrintStream out;

    RuleExplainer(PrintStream out) {
        this.out = out;
    }

    void explain(int number, LoggedRecord record, CompiledRule rule, FieldPaths paths) {
        String title =
                "%s (%s:%d)"
                        .formatted(
                                rule.key(), rule.rule().head().file(), rule.rule().head().line());
        if (record.trouble() != null) {
            say("record %d cannot be read: %s".formatted(number, record.trouble()));
            return;
        }
        if (!rule.categories().contains(record.category())) {
            say("record %d: %s is not about its log, %s".formatted(number, title, log(record)));
            return;
        }
        if (!rule.missingLists().isEmpty()) {
            say(
                    "record %d: %s sleeps: the policy has no list %s"
                            .formatted(number, title, String.join(", ", rule.missingLists())));
            return;
        }
        Explanation explanation =
                rule.explain(new JsonRecord(record.record(), paths, record.category().onlyName()));
        say(
                "record %d: %s %s"
                        .formatted(
                                number, title, explanation.matches() ? "holds" : "does not hold"));
        explanation.selections().forEach(this::explain);
    }

    private void explain(SelectionOutcome selection) {
        say(
                "  %s (line %d) %s"
                        .formatted(
                                selection.name(),
                                selection.line(),
                                selection.holds() ? "holds" : "does not hold"));
        for (ItemOutcome item : selection.items()) {
            String asked =
                    (item.field().isEmpty() ? "keyword" : item.field())
                            + ": "
                            + String.join(" or ", item.expected());
            say("    %s line %d: %s".formatted(item.holds() ? "yes" : "no ", item.line(), asked));
            if (!item.where().isEmpty()) {
                say(
                        "        %s held %s"
                                .formatted(
                                        String.join(", ", item.where()),
                                        item.held().isEmpty()
                                                ? "nothing: no such key"
                                                : "\""
                                                        + String.join("\", \"", item.held())
                                                        + "\""));
            }
        }
    }

    private static String log(LoggedRecord record) {
        String name = record.category().logName();
        return name.isEmpty() ? "which is not known" : name;
    }

    private void say(String line) {
        out.println(TerminalText.of(line, WIDTH));
    }
}

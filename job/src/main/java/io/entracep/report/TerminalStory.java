package io.entracep.report;

import io.entracep.alert.Alert;
import io.entracep.attack.Tactic;
import io.entracep.incident.Account;
import io.entracep.incident.Incident;
import io.entracep.incident.Story;
import io.entracep.output.TerminalText;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The story of a replay for a terminal of 80 columns: incidents with their alerts as sentences, in
 * order of time, then accounts, then what was suppressed. Texts of logs are escaped.
 */
public final class TerminalStory {
    private static final int WIDTH = 80;
    private static final int IN_FULL = 8;
    private static final int IN_A_LINE = 15;
    private static final int ALERTS = 15;
    private static final int ACCOUNTS = 12;
    private static final String INDENT = " ".repeat(22);

    private final Results results;
    private final Story story;
    private final PrintStream out;

    public TerminalStory(Results results, PrintStream out) {
        this.results = results;
        this.story = results.story();
        this.out = out;
    }

    /** Prints all of it. */
    public void print() {
        List<Incident> incidents = story.incidents();
        List<Alert> alerts = story.alerts();
        if (alerts.isEmpty()) {
            out.println(
                    story.suppressed().isEmpty()
                            ? "No alerts."
                            : "No alerts that are not suppressed.");
        } else {
            wrap(
                    "%s in %s: %s."
                            .formatted(
                                    Numbers.of(alerts.size(), "alert"),
                                    Numbers.of(incidents.size(), "incident"),
                                    Numbers.bySeverity(alerts)),
                    "",
                    "");
        }
        incidents.stream().limit(IN_FULL).forEach(this::printInFull);
        printTheRest();
        printAccounts();
        printSuppressed();
        if (results.comparison() != null) {
            ComparisonText.print(results.comparison(), out);
        }
    }

    private void printInFull(Incident incident) {
        out.println();
        wrap(
                TerminalText.of(incident.title()),
                String.format(
                        Locale.ROOT,
                        "%3d  %-13s  ",
                        incident.rank(),
                        incident.severity().label().toUpperCase(Locale.ROOT)),
                " ".repeat(20));
        String tactics =
                incident.tactics().stream().map(Tactic::title).collect(Collectors.joining(", "));
        wrap(
                "%s; %s%s"
                        .formatted(
                                TimeText.span(incident.firstEventTime(), incident.lastEventTime()),
                                Numbers.of(incident.alerts().size(), "alert"),
                                tactics.isEmpty() ? "" : "; " + tactics.toLowerCase(Locale.ROOT)),
                "     ",
                "     ");
        String day = TimeText.day(incident.firstEventTime());
        int shown = incident.alerts().size() > ALERTS + 1 ? ALERTS : incident.alerts().size();
        for (Alert alert : incident.alerts().subList(0, shown)) {
            if (!TimeText.day(alert.firstEventTime()).equals(day)) {
                day = TimeText.day(alert.firstEventTime());
                out.println("     " + day);
            }
            wrap(
                    TerminalText.of(alert.reason()),
                    String.format(
                            Locale.ROOT,
                            "     %s  %-8s  ",
                            TimeText.minute(alert.firstEventTime()),
                            shortened(alert.severity(), 8)),
                    INDENT);
        }
        if (shown < incident.alerts().size()) {
            out.println(
                    "     ... and "
                            + Numbers.of(incident.alerts().size() - shown, "more alert")
                            + ".");
        }
    }

    private void printTheRest() {
        List<Incident> incidents = story.incidents();
        if (incidents.size() <= IN_FULL) {
            return;
        }
        out.println();
        incidents.stream()
                .skip(IN_FULL)
                .limit(IN_A_LINE)
                .forEach(
                        incident ->
                                out.println(
                                        TerminalText.of(
                                                String.format(
                                                        Locale.ROOT,
                                                        "%3d  %-8s  %s  %s",
                                                        incident.rank(),
                                                        shortened(incident.severity().label(), 8),
                                                        TimeText.dayAndMinute(
                                                                        incident.firstEventTime())
                                                                .substring("2026-".length()),
                                                        incident.whom() + ": " + incident.what()),
                                                WIDTH)));
        int left = incidents.size() - IN_FULL - IN_A_LINE;
        if (left > 0) {
            out.println("     ... and " + Numbers.of(left, "more incident") + " in report.html.");
        }
    }

    private void printAccounts() {
        if (story.accounts().isEmpty()) {
            return;
        }
        out.println();
        out.println("accounts                                  worst     about  acted  incidents");
        for (Account account : story.accounts().stream().limit(ACCOUNTS).toList()) {
            out.println(
                    String.format(
                            Locale.ROOT,
                            "%-40s  %-8s  %5d  %5d  %s",
                            TerminalText.of(account.name(), 40),
                            shortened(account.severity().label(), 8),
                            account.about(),
                            account.acted(),
                            ranks(account)));
        }
        int left = story.accounts().size() - ACCOUNTS;
        if (left > 0) {
            out.println("... and " + Numbers.of(left, "more account") + " in report.html.");
        }
    }

    private String ranks(Account account) {
        List<String> ranks =
                story.incidents().stream()
                        .filter(incident -> account.incidents().contains(incident.id()))
                        .map(incident -> Integer.toString(incident.rank()))
                        .toList();
        return ranks.size() <= 3
                ? String.join(", ", ranks)
                : String.join(", ", ranks.subList(0, 2)) + " ...";
    }

    private void printSuppressed() {
        if (results.suppressions().isEmpty()) {
            return;
        }
        out.println();
        out.println("suppressed: " + Numbers.of(story.suppressed().size(), "alert"));
        for (SuppressionEntry entry : results.suppressions()) {
            long matches = entry.matches(story);
            wrap(
                    "%s: %s, %s (%s, until %s)%s"
                            .formatted(
                                    entry.entry(),
                                    entry.detection(),
                                    matches == 0 ? "marks nothing" : Numbers.of(matches, "alert"),
                                    TerminalText.of(entry.owner() + ": " + entry.reason()),
                                    entry.expires(),
                                    entry.expired() ? ", EXPIRED within these logs" : ""),
                    "  ",
                    "    ");
        }
    }

    private void wrap(String text, String first, String others) {
        List<String> lines = Wrapped.lines(text, WIDTH - Math.max(first.length(), others.length()));
        for (int i = 0; i < lines.size(); i++) {
            out.println(((i == 0 ? first : others) + lines.get(i)).stripTrailing());
        }
    }

    private static String shortened(String text, int width) {
        return text.length() <= width ? text : text.substring(0, width);
    }
}

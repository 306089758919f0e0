package io.entracep.report;

import io.entracep.output.JsonText;
import io.entracep.output.TerminalText;
import io.entracep.report.Comparison.Difference;
import io.entracep.report.Comparison.Line;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/** A {@link Comparison} for a terminal, and as JSON. */
final class ComparisonText {
    private static final int WIDTH = 80;
    private static final int PEOPLE = 10;

    private ComparisonText() {}

    static void print(Comparison comparison, PrintStream out) {
        out.println();
        wrap(TerminalText.of(comparison.words()), "", out);
        if (comparison.differences().isEmpty()) {
            if (!comparison.changes().isEmpty()) {
                wrap("The policies differ, but no alert does.", "", out);
            }
            return;
        }
        table("detection", comparison.byDetection(), out);
        List<Line> people = comparison.byPerson();
        out.println();
        table("about", people.subList(0, Math.min(PEOPLE, people.size())), out);
        if (people.size() > PEOPLE) {
            out.println("... and " + (people.size() - PEOPLE) + " more in comparison.json.");
        }
    }

    private static void table(String name, List<Line> lines, PrintStream out) {
        out.println(
                String.format(
                        Locale.ROOT, "%-48s  %6s  %7s  %7s", name, "added", "removed", "changed"));
        for (Line line : lines) {
            out.println(
                    String.format(
                            Locale.ROOT,
                            "%-48s  %6d  %7d  %7d",
                            TerminalText.of(line.name(), 48),
                            line.added(),
                            line.removed(),
                            line.changed()));
            if (name.equals("detection")) {
                line.because().forEach(reason -> wrap(TerminalText.of(reason), "  ", out));
                if (line.because().isEmpty()) {
                    out.println(
                            "  no entry of the policy that it reads: other records, or what it reads");
                }
            }
        }
    }

    private static void wrap(String text, String indent, PrintStream out) {
        Wrapped.lines(text, WIDTH - indent.length()).forEach(line -> out.println(indent + line));
    }

    static String json(Comparison comparison) {
        return JsonText.indented(
                json -> {
                    json.writeStartObject();
                    json.writeStringField("before", comparison.before());
                    for (Comparison.Kind kind : Comparison.Kind.values()) {
                        json.writeNumberField(kind.label(), comparison.count(kind));
                    }
                    json.writeArrayFieldStart("policyChanges");
                    for (PolicyChange change : comparison.changes()) {
                        json.writeStartObject();
                        json.writeStringField("entry", change.path());
                        json.writeStringField("before", change.before());
                        json.writeStringField("after", change.after());
                        json.writeEndObject();
                    }
                    json.writeEndArray();
                    json.writeArrayFieldStart("alerts");
                    for (Difference one : comparison.differences()) {
                        json.writeStartObject();
                        json.writeStringField("change", one.kind().label());
                        json.writeStringField("alertId", one.alert().alertId());
                        json.writeStringField("detectionId", one.alert().detectionId());
                        json.writeStringField("severity", one.alert().severity());
                        json.writeStringField("about", one.whom());
                        json.writeStringField("firstEventTime", one.alert().firstEventTime());
                        json.writeStringField("reason", one.alert().reason());
                        IncidentJson.writeTexts(json, "what", one.what());
                        IncidentJson.writeTexts(
                                json,
                                "because",
                                one.because().stream().map(PolicyChange::path).toList());
                        json.writeEndObject();
                    }
                    json.writeEndArray();
                    json.writeEndObject();
                });
    }
}

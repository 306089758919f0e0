package io.entracep.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import io.entracep.catalogue.Catalogue;
import io.entracep.catalogue.Rulebook;
import io.entracep.detection.Entry;
import io.entracep.output.JsonText;
import io.entracep.policy.Policy;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code detections}: what is detected, and what sleeps. */
@Command(
        name = "detections",
        description = {
            "Lists what is detected, the rows of the guides that it covers, and whether the policy"
                    + " wakes it.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  entra-cep detections",
            "  entra-cep detections --policy policy.yaml --rules rules/",
            "  entra-cep detections --json | jq -r '.[] | select(.severity == \"critical\") | .id'"
        })
final class DetectionsCommand implements Callable<Integer> {
    private final Streams streams;

    @Mixin private PolicyOption policy = new PolicyOption();
    @Mixin private RulesOption rules = new RulesOption();

    @Option(names = "--json", description = "As a JSON list.")
    private boolean json;

    DetectionsCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() {
        Rulebook rulebook = rules.rulebook(policy, streams.err());
        Policy read = rulebook.policy();
        Catalogue catalogue = rulebook.catalogue();
        Map<String, List<Catalogue.Asleep>> asleep = new LinkedHashMap<>();
        read.sections().forEach((name, tenant) -> asleep.put(name, catalogue.asleep(tenant)));
        if (json) {
            streams.out().println(json(catalogue, asleep));
        } else {
            table(catalogue, asleep).print(streams.out());
        }
        return EntraCep.DONE;
    }

    private static Table table(Catalogue catalogue, Map<String, List<Catalogue.Asleep>> asleep) {
        Table table = new Table();
        table.row(List.of("ID", "SEVERITY", "TITLE", "GUIDE ROWS", "STATE"));
        for (Entry entry : catalogue.entries()) {
            table.row(
                    List.of(
                            entry.id(),
                            entry.severity().label(),
                            entry.title(),
                            String.join(" ", entry.guideRows()),
                            state(entry, asleep)));
        }
        return table;
    }

    private static String state(Entry entry, Map<String, List<Catalogue.Asleep>> asleep) {
        StringBuilder state = new StringBuilder();
        asleep.forEach(
                (section, sleepers) ->
                        find(entry, sleepers)
                                .ifPresent(
                                        sleeper ->
                                                state.append(state.isEmpty() ? "asleep" : ";")
                                                        .append(asleep.size() == 1 ? "" : " in ")
                                                        .append(asleep.size() == 1 ? "" : section)
                                                        .append(": ")
                                                        .append(sleeper.reason())));
        String awake = entry.buildingBlock() ? "awake, feeds others" : "awake";
        return state.isEmpty() ? awake : state.toString();
    }

    private static Optional<Catalogue.Asleep> find(Entry entry, List<Catalogue.Asleep> sleepers) {
        return sleepers.stream()
                .filter(sleeper -> sleeper.entry().id().equals(entry.id()))
                .findFirst();
    }

    private static String json(Catalogue catalogue, Map<String, List<Catalogue.Asleep>> asleep) {
        return JsonText.indented(
                out -> {
                    out.writeStartArray();
                    for (Entry entry : catalogue.entries()) {
                        write(out, entry, asleep);
                    }
                    out.writeEndArray();
                });
    }

    private static void write(
            JsonGenerator out, Entry entry, Map<String, List<Catalogue.Asleep>> asleep)
            throws IOException {
        out.writeStartObject();
        out.writeStringField("id", entry.id());
        out.writeStringField("section", entry.section());
        out.writeStringField("title", entry.title());
        out.writeStringField("severity", entry.severity().label());
        writeTexts(out, "guideRows", entry.guideRows());
        writeTexts(out, "mitre", entry.mitre());
        writeTexts(out, "logs", entry.logs());
        writeTexts(out, "requires", entry.requires());
        writeTexts(out, "uses", entry.uses());
        out.writeBooleanField("buildingBlock", entry.buildingBlock());
        out.writeObjectFieldStart("asleep");
        for (Map.Entry<String, List<Catalogue.Asleep>> section : asleep.entrySet()) {
            Optional<Catalogue.Asleep> sleeper = find(entry, section.getValue());
            if (sleeper.isPresent()) {
                out.writeStringField(section.getKey(), sleeper.get().reason());
            }
        }
        out.writeEndObject();
        out.writeStringField("description", entry.description());
        out.writeStringField("misses", entry.misses());
        out.writeEndObject();
    }

    private static void writeTexts(JsonGenerator out, String field, List<String> texts)
            throws IOException {
        out.writeArrayFieldStart(field);
        for (String text : texts) {
            out.writeString(text);
        }
        out.writeEndArray();
    }
}

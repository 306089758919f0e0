package io.entracep.cli;

import io.entracep.policy.Policy;
import io.entracep.policy.PolicyReader;
import io.entracep.report.Reports;
import io.entracep.report.Results;
import io.entracep.report.StoryJson;
import io.entracep.report.TerminalStory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code report}: the story of a former replay again. */
@Command(
        name = "report",
        description = {
            "Tells the story of a former replay again, without reading the logs.",
            "",
            "Writes report.html, incidents.jsonl, timeline.csv and attack-layer.json anew: for instance"
                    + " with another incident-window in the policy. Without --policy the one counts by which"
                    + " the replay judged.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  entra-cep report replay-out --policy policy.yaml",
            "  entra-cep report new-out --compare old-out"
        })
final class StoryCommand implements Callable<Integer> {
    private final Streams streams;

    @Parameters(paramLabel = "DIR", description = "Output folder of a replay.")
    private Path folder = Path.of("");

    @Mixin private PolicyOption policy = new PolicyOption();

    @Option(
            names = "--compare",
            paramLabel = "DIR",
            description = "Output folder of another replay: tells which alerts differ, and why.")
    private @Nullable Path former;

    @Option(names = "--json", description = "Print JSON, one object a line.")
    private boolean json;

    StoryCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() {
        Path kept = folder.resolve(Reports.POLICY);
        Policy decided =
                policy.file() == null && Files.exists(kept)
                        ? PolicyReader.read(kept) // As the replay accepted it, with its rules.
                        : policy.policy();
        Results results = results(folder, decided, former);
        if (json) {
            StoryJson.print(results, streams.out());
        } else {
            new TerminalStory(results, streams.out()).print();
        }
        return EntraCep.DONE;
    }

    /** Makes the files for people, and gives what they tell. */
    static Results results(Path folder, Policy policy, @Nullable Path former) {
        try {
            Results results = Reports.read(folder, policy, former);
            Reports.write(results);
            return results;
        } catch (IOException e) {
            throw CliException.failed(
                    "Cannot make the report of %s (%s: %s). It must be the output folder of a replay, with room for the report."
                            .formatted(folder, e.getClass().getSimpleName(), e.getMessage()),
                    e);
        }
    }
}

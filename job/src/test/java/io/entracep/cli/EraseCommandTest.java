package io.entracep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.entracep.cli.Program.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files; state is tried with a broker. */
class EraseCommandTest {
    private static final String CONFIG =
            """
            source: {bootstrap-servers: ["localhost:1"], topics: [logs]}
            sinks: {screen: {type: console}}
            dead-letters: discard
            """;

    @TempDir private Path folder;

    @Test
    void takesLinesOutOfResultsAndTellsWhatItLeaves() throws IOException {
        Path alerts = write("alerts.jsonl", "{\"by\":\"ann@example.com\"}\n{\"by\":\"é\"}\nhalf");
        write("report.html", "<td>Ann@example.com</td>");
        write("other.csv", "joann@example.com");
        write("logs.jsonl.gz", "");

        Outcome outcome = Program.run("erase", "--subject", "ann@example.com", folder.toString());

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(alerts).content().isEqualTo("{\"by\":\"é\"}\nhalf");
        assertThat(outcome.out())
                .contains("alerts.jsonl: 1 lines erased")
                .contains("report.html: names the person", "logs.jsonl.gz: not looked into")
                .doesNotContain("other.csv");
        assertThat(folder).isDirectoryNotContaining("glob:**.erasing");
    }

    @Test
    void refusesWhatIsInTheRecordsOfOthers() {
        Outcome outcome = Program.run("erase", "--subject", "ann", folder.toString());

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.err()).contains("neither an object id nor a name with @");
    }

    @Test
    void asksForWhereStateIsErased() throws IOException {
        Path config = write("run.yaml", CONFIG);

        Outcome outcome =
                Program.run("erase", "--subject", "ann@example.com", "--config", config.toString());

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.err()).contains("Add erasures: erasures.jsonl");
        assertThat(folder.resolve("erasures.jsonl")).doesNotExist();
    }

    /** Who was to be erased and is not must not stay unseen. */
    @Test
    void aListThatCannotBeUsedIsToldBeforeTheJobStarts() throws IOException {
        String config = write("run.yaml", CONFIG + "erasures: erasures.jsonl\n").toString();

        assertThat(Program.run("config", "check", config).err())
                .contains("erasures.jsonl: erasures must");
        write("erasures.jsonl", "{\"subject\":\"ann\",\"until\":\"2026-03-01T00:00:00Z\"}\n");

        Outcome outcome = Program.run("run", "--config", config);
        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.err()).contains("erasures.jsonl:1: erasures must be {\"subject\"");
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }
}

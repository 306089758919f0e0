package io.entracep.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AssemblyTest {
    @TempDir private Path folder;

    @Test
    void keepsTheNewestOfEachIdInOrder() throws IOException {
        Path one =
                part(
                        "p-0",
                        "7\t2026-02\tb\tactive x\t{\"b\":\"new ü\"}",
                        "1\t2026-01\tz\tactive x\t{\"z\":1}");
        Path two =
                part(
                        "p-1",
                        "3\t2026-01\tb\tactive x\t{\"b\":\"old\"}",
                        "1\t2026-01\ta\tactive y\t{\"a\":1}");
        Path target = folder.resolve("out");

        var counts = Assembly.newestOfEach(List.of(one, two), target, group -> true);

        assertThat(target).hasContent("{\"a\":1}\n{\"z\":1}\n{\"b\":\"new ü\"}\n");
        assertThat(counts).containsEntry("active x", 2L).containsEntry("active y", 1L).hasSize(2);
    }

    @Test
    void leavesOutWhatIsNotWanted() throws IOException {
        Path part = part("p-0", "1\t1\ta\tactive\tA", "2\t1\ta\tcleared\tA2", "1\t2\tb\tactive\tB");
        Path target = folder.resolve("out");

        var counts = Assembly.newestOfEach(List.of(part), target, "active"::equals);

        assertThat(target).hasContent("B\n");
        assertThat(counts).containsOnlyKeys("active");
    }

    @Test
    void readsLinesLongerThanItsBlocks() throws IOException {
        String longLine = "x".repeat(200_000);
        Path part = part("p-0", "1\t1\ta\tg\t" + longLine, "1\t2\tb\tg\ty");
        Path target = folder.resolve("out");

        Assembly.newestOfEach(List.of(part), target, group -> true);

        assertThat(target).hasContent(longLine + "\ny\n");
    }

    @Test
    void joinsAllLines() throws IOException {
        Path one = part("p-0", "0\t\t\tBAD\tone", "0\t\t\tWORSE\ttwo");
        Path two = part("p-1", "0\t\t\tBAD\tthree");
        Path target = folder.resolve("out");

        var counts = Assembly.all(List.of(one, two), target);

        assertThat(target).hasContent("one\ntwo\nthree\n");
        assertThat(counts).containsEntry("BAD", 2L).containsEntry("WORSE", 1L);
    }

    private Path part(String name, String... lines) throws IOException {
        return Files.writeString(folder.resolve(name), String.join("\n", lines) + "\n");
    }
}

package io.entracep.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayFilesTest {

    private static final InputStream NO_INPUT = InputStream.nullInputStream();

    @TempDir private Path temporary;
    private Path folder;

    @BeforeEach
    void resolveLinks() throws IOException {
        folder = temporary.toRealPath();
    }

    @Test
    void unfoldsFoldersInOrderWithoutHiddenFiles() throws IOException {
        file("logs/b.json", "22");
        file("logs/a/z.json", "1");
        file("logs/a/empty.json", "");
        file("logs/.hidden", "x");
        file("logs/.git/config", "x");

        try (ReplayFiles files = expand(folder.resolve("logs").toString())) {
            assertThat(files.files())
                    .containsExactly(
                            folder.resolve("logs/a/empty.json"),
                            folder.resolve("logs/a/z.json"),
                            folder.resolve("logs/b.json"));
            assertThat(files.totalBytes()).isEqualTo(3);
        }
    }

    @Test
    void readsWhatIsNamedOnceAndInTheOrderNamed() throws IOException {
        Path hidden = file(".hidden", "x");
        Path other = file("a.json", "y");
        Files.createSymbolicLink(folder.resolve("link"), other);

        try (ReplayFiles files =
                expand(
                        hidden.toString(),
                        other.toString(),
                        folder.resolve("link").toString(),
                        other.toString())) {
            assertThat(files.files()).containsExactly(hidden, other);
        }
    }

    /** Nobody writes to it: who opens it waits for ever. */
    @Test
    void aPipeInAFolderIsToldAndNotOpened() throws Exception {
        Path other = file("a.json", "y");
        Path pipe = folder.resolve("pipe");
        assumeThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();

        try (ReplayFiles files =
                ReplayFiles.expand(List.of(folder.toString()), InputStream.nullInputStream())) {
            assertThat(files.files()).containsExactly(other);
            assertThat(files.refused()).containsOnlyKeys(pipe.toString());
        }
    }

    @Test
    void copiesStandardInputAndDeletesTheCopy() throws IOException {
        Path other = file("a.json", "y");
        Path copy;
        try (ReplayFiles files =
                ReplayFiles.expand(
                        List.of("-", other.toString()),
                        new ByteArrayInputStream(Records.bytes("from a pipe")))) {
            copy = files.files().get(0);
            assertThat(copy).hasContent("from a pipe").hasFileName("standard-input");
            assertThat(files.files()).containsExactly(copy, other);
            assertThat(files.totalBytes()).isEqualTo(12);
            assertThat(files.files().stream().map(ReplayFiles::nameOf))
                    .containsExactly("standard input", other.toString());
        }
        assertThat(copy).doesNotExist();
        assertThat(copy.getParent()).doesNotExist();
    }

    @Test
    void saysWhichPathIsMissing() {
        Path missing = folder.resolve("missing.json");

        assertThatThrownBy(() -> expand(missing.toString()))
                .isInstanceOf(SourceException.class)
                .hasMessage("There is no file or folder " + missing + ". Check the path.");
    }

    @Test
    void saysThatThereIsNothingToRead() throws IOException {
        file("logs/.hidden", "x");

        assertThatThrownBy(() -> expand(folder.resolve("logs").toString()))
                .isInstanceOf(SourceException.class)
                .hasMessage(
                        "Nothing to read: there is no file in %s (hidden files and results of a replay do not count).",
                        folder.resolve("logs"));
    }

    @Test
    void refusesAFolderThatContainsItself() throws IOException {
        file("logs/a.json", "x");
        Files.createSymbolicLink(folder.resolve("logs/again"), folder.resolve("logs"));

        assertThatThrownBy(() -> expand(folder.resolve("logs").toString()))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("contains itself by a link");
    }

    private Path file(String name, String contents) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, contents);
    }

    private static ReplayFiles expand(String... paths) {
        return ReplayFiles.expand(List.of(paths), NO_INPUT);
    }
}

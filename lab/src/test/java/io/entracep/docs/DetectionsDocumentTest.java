package io.entracep.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.entracep.catalogue.Catalogue;
import io.entracep.catalogue.GuideRows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DetectionsDocumentTest {
    /** Tests run in the folder of their module. */
    private static final Path FILE = Path.of("..", "docs", "detections.md");

    /** Run with {@code -Dupdate-docs=true} to write the file. */
    @Test
    void theDocumentIsUpToDate() throws Exception {
        String expected = DetectionsDocument.of(Catalogue.load(), GuideRows.load(), scenarios());
        if (Boolean.getBoolean("update-docs")) {
            Files.writeString(FILE, expected);
        }

        assertThat(FILE).exists();
        assertThat(Files.readString(FILE))
                .as(
                        "docs/detections.md; renew it with: mvn test -pl lab -am -Dtest=DetectionsDocumentTest -Dsurefire.failIfNoSpecifiedTests=false -Dupdate-docs=true")
                .isEqualTo(expected);
    }

    /** What is longer neither a terminal nor a printed page shows. */
    @Test
    void noLineIsTooLongToRead() throws Exception {
        assertThat(Files.readAllLines(FILE)).allMatch(line -> line.length() <= 320);
    }

    private static Map<String, Integer> scenarios() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("..", "test-data"), 2)) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .filter(file -> !file.getFileName().toString().contains("policy"))
                    .collect(
                            Collectors.groupingBy(
                                    file -> file.getParent().getFileName().toString(),
                                    Collectors.summingInt(file -> 1)));
        }
    }
}

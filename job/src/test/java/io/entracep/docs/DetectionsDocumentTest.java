package io.entracep.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.entracep.catalogue.Catalogue;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class DetectionsDocumentTest {
    /** Tests run in the folder of their module. */
    private static final Path FILE = Path.of("..", "docs", "detections.md");

    /** Run with {@code -Dupdate-docs=true} to write the file. */
    @Test
    void theDocumentIsUpToDate() throws Exception {
        String expected = DetectionsDocument.of(Catalogue.load().entries());
        if (Boolean.getBoolean("update-docs")) {
            Files.writeString(FILE, expected);
        }

        assertThat(FILE).exists();
        assertThat(Files.readString(FILE))
                .as(
                        "docs/detections.md; renew it with: mvn test -pl job -am -Dtest=DetectionsDocumentTest -Dsurefire.failIfNoSpecifiedTests=false -Dupdate-docs=true")
                .isEqualTo(expected);
    }
}

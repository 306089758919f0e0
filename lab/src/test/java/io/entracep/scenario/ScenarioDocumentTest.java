package io.entracep.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.entracep.catalogue.Catalogue;
import io.entracep.testing.Repository;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScenarioDocumentTest {
    private static final Path DOCUMENT = Repository.path("docs/scenarios.md");

    @Test
    void theExampleRunsAsWritten() throws Exception {
        String text = Files.readString(DOCUMENT);
        int begin = text.indexOf("```yaml") + "```yaml".length();
        String example = text.substring(begin, text.indexOf("```", begin));
        Catalogue catalogue = Catalogue.load();
        Scenario scenario =
                new ScenarioReader(catalogue).read("document", "scenarios.md", example, DOCUMENT);

        try (ScenarioRunner runner = new ScenarioRunner(catalogue)) {
            assertThat(runner.run(List.of(scenario), EnumSet.of(Mutator.SHUFFLE), 1))
                    .flatExtracting(Outcome::failures)
                    .isEmpty();
        }
    }

    @Test
    void everyKindOfRecordIsDescribed() throws Exception {
        String text = Files.readString(DOCUMENT);

        assertThat(Templates.ALL)
                .extracting(Template::key)
                .allSatisfy(key -> assertThat(text).contains("`" + key + "`"));
        assertThat(Place.BY_CITY.keySet()).allSatisfy(city -> assertThat(text).contains(city));
    }
}

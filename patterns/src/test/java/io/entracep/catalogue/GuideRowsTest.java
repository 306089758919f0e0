package io.entracep.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import io.entracep.detection.Entry;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Every row of the guides has a detection that tells somebody, and every detection a row. */
class GuideRowsTest {
    private final List<GuideRow> rows = GuideRows.load();
    private final List<Entry> entries = Catalogue.load().entries();

    @Test
    void thereAreAllRowsOfBothGuidesTheChainsAndTheField() {
        assertThat(rows).hasSize(195);
        assertThat(rows).filteredOn(row -> row.id().startsWith("PRIV-")).hasSize(52);
        assertThat(rows).filteredOn(row -> row.id().startsWith("USER-")).hasSize(68);
        assertThat(rows).filteredOn(row -> row.id().startsWith("BEYOND-")).hasSize(20);
        assertThat(rows).filteredOn(row -> row.id().startsWith("FIELD-")).hasSize(55);
    }

    @Test
    void onlyNineRowsWaitForListingsOfTheDirectory() {
        assertThat(rows)
                .filteredOn(GuideRow::listing)
                .extracting(GuideRow::id)
                .containsExactly(
                        "PRIV-01", "PRIV-11", "PRIV-13", "PRIV-14", "PRIV-36", "PRIV-37", "USER-16",
                        "USER-17", "USER-62");
    }

    /** The file names the gap. It can only shrink: a row in it that has a detection fails, too. */
    @Test
    void everyOtherRowHasADetectionExceptThoseThatTheFileNames() throws IOException {
        Set<String> told =
                entries.stream()
                        .filter(entry -> !entry.buildingBlock())
                        .flatMap(entry -> entry.guideRows().stream())
                        .collect(Collectors.toSet());

        Set<String> without =
                rows.stream()
                        .filter(row -> !row.listing())
                        .map(GuideRow::id)
                        .filter(id -> !told.contains(id))
                        .collect(Collectors.toCollection(TreeSet::new));

        assertThat(without).isEqualTo(withoutDetection());
    }

    @Test
    void everyDetectionNamesRowsThatExist() {
        Set<String> ids = rows.stream().map(GuideRow::id).collect(Collectors.toSet());

        assertThat(entries)
                .allSatisfy(
                        entry ->
                                assertThat(entry.guideRows())
                                        .as(entry.id())
                                        .isNotEmpty()
                                        .doesNotHaveDuplicates()
                                        .isSubsetOf(ids));
    }

    @Test
    void noDetectionNamesARowThatWaitsForListings() {
        Set<String> listings =
                rows.stream()
                        .filter(GuideRow::listing)
                        .map(GuideRow::id)
                        .collect(Collectors.toSet());

        assertThat(entries)
                .allSatisfy(
                        entry ->
                                assertThat(entry.guideRows())
                                        .as(entry.id())
                                        .doesNotContainAnyElementsOf(listings));
    }

    @Test
    void everyDetectionHasATechnique() {
        assertThat(entries)
                .allSatisfy(
                        entry ->
                                assertThat(entry.mitre())
                                        .as(entry.id())
                                        .isNotEmpty()
                                        .allMatch(id -> id.matches("T\\d{4}(\\.\\d{3})?")));
    }

    @Test
    void everyDetectionThatTellsSomebodyHasAFalsePositiveATriageStepAndWhatItMisses() {
        assertThat(entries)
                .filteredOn(entry -> !entry.buildingBlock())
                .allSatisfy(
                        entry -> {
                            assertThat(entry.falsePositives()).as(entry.id()).isNotEmpty();
                            assertThat(entry.triage()).as(entry.id()).isNotEmpty();
                            assertThat(entry.misses()).as(entry.id()).isNotBlank();
                            assertThat(entry.description()).as(entry.id()).isNotBlank();
                        });
    }

    private static Set<String> withoutDetection() throws IOException {
        try (InputStream in =
                Objects.requireNonNull(
                        GuideRowsTest.class.getResourceAsStream("rows-without-detection.txt"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }
}

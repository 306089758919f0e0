package io.entracep.catalogue;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rows of the guides that detections answer to, of {@code guides/rows.yaml}. */
public final class GuideRows {
    private static final String FILE = "/guides/rows.yaml";

    private static final YAMLMapper YAML =
            YAMLMapper.builder()
                    .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
                    .build();

    private GuideRows() {}

    private record Line(
            @Nullable String id,
            @Nullable String risk,
            @Nullable String section,
            @Nullable String title,
            boolean listing) {}

    /**
     * All rows, in the order of the file.
     *
     * @throws CatalogueException with every row that lacks something or stands there twice
     */
    public static List<GuideRow> load() {
        try (InputStream in =
                Objects.requireNonNull(GuideRows.class.getResourceAsStream(FILE), FILE)) {
            return rows(
                    YAML.readValue(in, new TypeReference<LinkedHashMap<String, List<Line>>>() {}));
        } catch (IOException e) {
            throw new UncheckedIOException(FILE + ": " + e.getMessage(), e);
        }
    }

    private static List<GuideRow> rows(Map<String, List<Line>> guides) {
        List<String> problems = new ArrayList<>();
        List<GuideRow> rows = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        guides.forEach(
                (guide, lines) -> {
                    for (Line line : lines) {
                        if (line.id() == null
                                || line.risk() == null
                                || line.section() == null
                                || line.title() == null) {
                            problems.add(FILE + ": lacks id, risk, section or title: " + line);
                        } else if (!ids.add(line.id())) {
                            problems.add(FILE + ": stands there twice: " + line.id());
                        } else {
                            rows.add(
                                    new GuideRow(
                                            line.id(),
                                            guide,
                                            line.section(),
                                            line.title(),
                                            line.risk(),
                                            line.listing()));
                        }
                    }
                });
        if (!problems.isEmpty()) {
            throw new CatalogueException(problems);
        }
        return List.copyOf(rows);
    }
}

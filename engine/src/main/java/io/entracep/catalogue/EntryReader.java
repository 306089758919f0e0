package io.entracep.catalogue;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.entracep.detection.Entry;
import io.entracep.detection.Severity;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads every entry below {@code catalogue/} on the class path. */
final class EntryReader {
    private static final ObjectMapper YAML =
            YAMLMapper.builder()
                    .propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
                    .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .build();

    private EntryReader() {}

    /** The file as written. */
    private record File(
            String id,
            String title,
            String severity,
            @JsonProperty("class") String className,
            List<String> guideRows,
            List<String> mitre,
            List<String> logs,
            @Nullable List<String> requires,
            @Nullable List<String> uses,
            boolean buildingBlock,
            @Nullable List<String> partOf,
            String description,
            String reason,
            String misses,
            @Nullable List<String> falsePositives,
            @Nullable List<String> triage,
            @Nullable List<String> references,
            @Nullable Map<String, SettingOfFile> settings) {}

    private record SettingOfFile(
            @JsonProperty("default") Object defaultValue,
            @Nullable String unit,
            String description) {}

    /** All entries, by file name. Problems of all files are added to the list. */
    static List<Entry> readAll(List<String> problems) {
        return Resources.below("/catalogue", root -> readBelow(root, problems));
    }

    private static List<Entry> readBelow(Path root, List<String> problems) throws IOException {
        List<Path> files;
        try (Stream<Path> walk = Files.walk(root)) {
            files = walk.filter(path -> path.toString().endsWith(".yaml")).sorted().toList();
        }
        List<Entry> entries = new ArrayList<>();
        for (Path file : files) {
            try (InputStream in = Files.newInputStream(file)) {
                entries.add(entry(YAML.readValue(in, File.class), section(file), file, problems));
            } catch (IOException | IllegalArgumentException | NullPointerException e) {
                problems.add(file.getFileName() + ": " + e.getMessage());
            }
        }
        return entries;
    }

    private static String section(Path file) {
        return Objects.requireNonNull(file.getParent()).getFileName().toString().replace("/", "");
    }

    private static Entry entry(File file, String section, Path path, List<String> problems) {
        if (!(file.id() + ".yaml").equals(path.getFileName().toString())) {
            problems.add(path.getFileName() + ": id is " + file.id() + ", must be the file's name");
        }
        Map<String, Entry.Setting> settings = new LinkedHashMap<>();
        if (file.settings() != null) {
            file.settings()
                    .forEach(
                            (name, setting) ->
                                    settings.put(
                                            name,
                                            new Entry.Setting(
                                                    setting.defaultValue(),
                                                    setting.unit(),
                                                    setting.description())));
        }
        return new Entry(
                file.id(),
                section,
                file.title(),
                Severity.ofLabel(file.severity()),
                file.className(),
                file.guideRows(),
                file.mitre(),
                file.logs(),
                orEmpty(file.requires()),
                orEmpty(file.uses()),
                file.buildingBlock(),
                orEmpty(file.partOf()),
                file.description().strip(),
                file.reason().strip(),
                file.misses().strip(),
                orEmpty(file.falsePositives()),
                orEmpty(file.triage()),
                orEmpty(file.references()),
                settings);
    }

    private static List<String> orEmpty(@Nullable List<String> list) {
        return list == null ? List.of() : List.copyOf(list);
    }
}

package io.entracep.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The job's log of what it told, read beside the job. */
final class ToldEntries {
    private static final ObjectMapper JSON = new ObjectMapper();

    private ToldEntries() {}

    /**
     * Ids of the alerts that left for the sink as active ones, whether they arrived or not.
     *
     * @param folder of the job's log
     */
    static Set<String> active(Path folder, String sink) throws IOException {
        List<Path> objects;
        try (Stream<Path> files = Files.walk(folder.resolve(sink))) {
            objects =
                    files.filter(file -> file.getFileName().toString().startsWith("told-"))
                            .toList();
        }
        Set<String> active = new HashSet<>();
        for (Path object : objects) {
            for (String line : Files.readAllLines(object)) {
                JsonNode alert = JSON.readTree(line).path("alert");
                if (alert.path("status").asText().equals("active")) {
                    active.add(alert.path("alertId").asText());
                }
            }
        }
        return active;
    }
}

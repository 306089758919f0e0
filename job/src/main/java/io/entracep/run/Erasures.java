package io.entracep.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.entracep.state.Erasure;
import io.entracep.state.Erasure.Subject;
import io.entracep.yaml.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The file that {@code erasures} names: lines of JSON, each a name of a person and until when what
 * is kept about it goes. {@code erase} adds to it; each start of the job takes it at its word.
 */
public final class Erasures {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SUBJECT = "subject";
    private static final String UNTIL = "until";

    private Erasures() {}

    /**
     * Who is to be erased.
     *
     * @throws ConfigException with every line that cannot be used: who was to be erased and is not
     *     must not stay unseen
     */
    public static Erasure of(RunConfig config) {
        return in(config.erasures());
    }

    /** The same of the file alone; null is nobody. */
    static Erasure in(@Nullable Path file) {
        return file == null ? Erasure.NONE : new Erasure(read(file));
    }

    private static List<Subject> read(Path file) {
        List<Problem> problems = new ArrayList<>();
        List<Subject> subjects = new ArrayList<>();
        try {
            int number = 0;
            for (String line : Files.readAllLines(file)) {
                number++;
                if (!line.isBlank()) {
                    read(file, number, line, subjects, problems);
                }
            }
        } catch (NoSuchFileException e) {
            problems.add(
                    problem(file, 0, "a file; an empty one is of nobody, and erase adds to it"));
        } catch (IOException e) {
            problems.add(
                    problem(
                            file,
                            0,
                            "a file that can be read (" + e.getClass().getSimpleName() + ")"));
        }
        if (!problems.isEmpty()) {
            throw new ConfigException(problems);
        }
        return subjects;
    }

    private static void read(
            Path file, int number, String line, List<Subject> subjects, List<Problem> problems) {
        try {
            JsonNode entry = JSON.readTree(line);
            String name = entry.path(SUBJECT).asText();
            long until = Instant.parse(entry.path(UNTIL).asText()).toEpochMilli();
            if (Subject.isName(name)) {
                subjects.add(new Subject(name, until));
                return;
            }
        } catch (JsonProcessingException | DateTimeException notOurs) {
            // Told below.
        }
        problems.add(
                problem(
                        file,
                        number,
                        "{\"subject\": an object id or a name with @, \"until\":"
                                + " \"2026-03-01T00:00:00Z\"}"));
    }

    private static Problem problem(Path file, int line, String expected) {
        return new Problem(file.toString(), "erasures", null, expected, line);
    }

    /** Adds to the file. */
    public static void add(Path file, List<Subject> subjects) throws IOException {
        List<String> lines = new ArrayList<>();
        for (Subject subject : subjects) {
            lines.add(
                    JSON.createObjectNode()
                            .put(SUBJECT, subject.name())
                            .put(UNTIL, Instant.ofEpochMilli(subject.until()).toString())
                            .toString());
        }
        Files.write(file, lines, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}

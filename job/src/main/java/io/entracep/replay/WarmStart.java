package io.entracep.replay;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.entracep.policy.Policy;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;

/**
 * What lies beside the savepoint of a replay, for the live job that begins with it.
 *
 * @param tenants whose logs it has learned from
 */
public record WarmStart(SortedSet<String> tenants) {
    private static final String FILE = "entra-cep-replay.json";
    private static final String SECTION = "tenants.";
    private static final ObjectMapper JSON = new ObjectMapper();

    public WarmStart {
        tenants = new TreeSet<>(tenants);
    }

    /**
     * What lies beside a savepoint; empty if no replay took it.
     *
     * @throws IOException if it cannot be read
     */
    public static Optional<WarmStart> beside(Path savepoint) throws IOException {
        Path file = new Path(savepoint, FILE);
        FileSystem files = file.getFileSystem();
        if (!files.exists(file)) {
            return Optional.empty();
        }
        try (InputStream in = files.open(file)) {
            return Optional.of(JSON.readValue(in, WarmStart.class));
        }
    }

    /** Why a job with this policy must not begin with it; empty if it may. */
    public Optional<String> unfitFor(Policy policy) {
        SortedSet<String> named = new TreeSet<>();
        for (String section : policy.sections().keySet()) {
            if (section.startsWith(SECTION)) {
                named.add(section.substring(SECTION.length()));
            }
        }
        if (named.isEmpty() || named.equals(tenants)) {
            return Optional.empty();
        }
        SortedSet<String> cold = new TreeSet<>(named);
        cold.removeAll(tenants);
        SortedSet<String> foreign = new TreeSet<>(tenants);
        foreign.removeAll(named);
        return Optional.of(
                "The savepoint is of other tenants than the policy."
                        + tell(
                                cold,
                                " It has learned nothing of %s: replay the logs of all tenants together.")
                        + tell(
                                foreign,
                                " It holds the state of %s, of which the policy has no section: leave its logs out of the replay, or add the section."));
    }

    private static String tell(SortedSet<String> tenants, String sentence) {
        return tenants.isEmpty() ? "" : sentence.formatted(String.join(", ", tenants));
    }

    void write(Path savepoint) throws IOException {
        Path file = new Path(savepoint, FILE);
        try (OutputStream out = file.getFileSystem().create(file, FileSystem.WriteMode.OVERWRITE)) {
            out.write(json().getBytes(StandardCharsets.UTF_8));
        }
    }

    private String json() {
        try {
            return JSON.writeValueAsString(this) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A set of texts is JSON", e);
        }
    }
}

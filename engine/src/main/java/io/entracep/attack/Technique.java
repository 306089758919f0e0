package io.entracep.attack;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A technique of ATT&CK.
 *
 * @param id such as {@code T1110.003}
 * @param tactic under which it is shown; ATT&CK lists several for some
 * @param name as ATT&CK has it, of a sub-technique with that of its parent
 */
public record Technique(String id, Tactic tactic, String name) {
    private static final Map<String, Technique> KNOWN = read();

    /** The technique of this id, null where it is not among those that identity logs show. */
    public static @Nullable Technique of(String id) {
        return KNOWN.get(id);
    }

    /** Every known technique, by tactic. */
    public static Collection<Technique> all() {
        return KNOWN.values();
    }

    /** Where ATT&CK describes a technique of this id. */
    public static String page(String id) {
        return "https://attack.mitre.org/techniques/" + id.replace('.', '/') + "/";
    }

    private static Map<String, Technique> read() {
        Map<String, Technique> known = new LinkedHashMap<>();
        try (InputStream in =
                        Objects.requireNonNull(
                                Technique.class.getResourceAsStream("/attack/techniques.csv"),
                                "no techniques on the class path");
                BufferedReader lines =
                        new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.startsWith("#")) {
                    String[] parts = line.split(",", 3);
                    known.put(
                            parts[0], new Technique(parts[0], Tactic.ofLabel(parts[1]), parts[2]));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Collections.unmodifiableMap(known);
    }
}

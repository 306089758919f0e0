package io.entracep.detection;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One of the accounts that an alert about many is about.
 *
 * @param id object id, else the name
 * @param name user principal name, null where no record told. Attacker-controlled text
 * @param what what happened to it
 */
public record Affected(String id, @Nullable String name, String what) {
    /** Name of the value that lists them. */
    public static final String VALUE = "affected";

    /** So many are named at most. */
    public static final int MOST = 500;

    /** How long each part may be. */
    private static final int LONGEST = 200;

    private static final String BETWEEN = "\t";

    /** So many there are, and those that are named. */
    public record All(int count, List<Affected> named) {
        /** Nobody. */
        public static final All NONE = new All(0, List.of());

        public All {
            named = List.copyOf(named);
        }
    }

    /**
     * The value of a finding that lists them; null for none.
     *
     * @param all the worst first
     */
    public static @Nullable String text(List<Affected> all) {
        if (all.isEmpty()) {
            return null;
        }
        StringBuilder text = new StringBuilder().append(all.size());
        all.stream()
                .limit(MOST)
                .forEach(
                        one ->
                                text.append('\n')
                                        .append(part(one.id))
                                        .append(BETWEEN)
                                        .append(one.name == null ? "" : part(one.name))
                                        .append(BETWEEN)
                                        .append(part(one.what)));
        return text.toString();
    }

    /** What {@link #text} wrote. */
    public static All read(@Nullable String text) {
        if (text == null) {
            return All.NONE;
        }
        String[] lines = text.split("\n");
        List<Affected> named = new ArrayList<>(lines.length);
        for (int i = 1; i < lines.length; i++) {
            String[] parts = lines[i].split(BETWEEN, -1);
            named.add(new Affected(parts[0], parts[1].isEmpty() ? null : parts[1], parts[2]));
        }
        return new All(Integer.parseInt(lines[0]), named);
    }

    /** Without what separates, and not too long. */
    private static String part(String text) {
        String plain = text.replaceAll("\\p{Cntrl}", " ");
        return plain.length() <= LONGEST ? plain : plain.substring(0, LONGEST);
    }
}

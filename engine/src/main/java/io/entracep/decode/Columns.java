package io.entracep.decode;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The columns of a table of records, as the portal, Log Analytics or a script exports them, and
 * what its rows are as JSON: records of the log that they are of, for {@link RecordDecoder}.
 */
public final class Columns {

    /** Makes a record of a row. */
    interface Form {
        ObjectNode record(Row row);
    }

    /** The cells of one row by the names of their columns. */
    static final class Row {
        private final Columns columns;
        private final List<String> cells;

        private Row(Columns columns, List<String> cells) {
            this.columns = columns;
            this.cells = cells;
        }

        /** The first cell under this name that says something; null for none. */
        @Nullable String get(String name) {
            for (int place : columns.places(name)) {
                String cell = cell(place);
                if (cell != null) {
                    return cell;
                }
            }
            return null;
        }

        private @Nullable String cell(int place) {
            return place < cells.size() ? Values.present(cells.get(place)) : null;
        }
    }

    private static final Set<String> TIMES =
            Set.of(
                    "timegenerated",
                    "time",
                    "createddatetime",
                    "activitydatetime",
                    "detecteddatetime",
                    "risklastupdateddatetime",
                    "eventtimestamp",
                    "activitydate",
                    "timestamp",
                    "properties.createddatetime",
                    "properties.activitydatetime");

    private static final Pattern ZONE = Pattern.compile("(?s)(.*)\\[([^\\]]*)\\]\\s*");
    private static final Pattern NO_LETTER = Pattern.compile("[^\\p{L}\\p{N}]");
    private static final int MANY = 8;

    private final List<String> names;
    private final Map<String, List<Integer>> places = new HashMap<>();

    /** By names as forms write them: they ask for the same in each row. */
    private final Map<String, List<Integer>> asked = new HashMap<>();

    private final ObjectMapper mapper = new ObjectMapper();
    private final @Nullable Form form;
    private final @Nullable String trouble;

    /** Whether it is known what the table is, though it cannot be read. */
    private boolean known;

    private Columns(List<String> names, String file) {
        this.names = names;
        for (int i = 0; i < names.size(); i++) {
            places.computeIfAbsent(key(names.get(i)), key -> new ArrayList<>()).add(i);
        }
        this.form = form(file);
        this.trouble = form == null ? findTrouble() : null;
    }

    /**
     * The columns under this header.
     *
     * @param names the header's cells
     * @param file name of the file: it alone says which of the portal's sign-ins a table has
     */
    public static Columns of(List<String> names, String file) {
        return new Columns(List.copyOf(names), file);
    }

    /** Number of columns. */
    public int size() {
        return names.size();
    }

    /** Why rows cannot be read, and what to do; null where they can. */
    public @Nullable String trouble() {
        return trouble;
    }

    /** Whether a cell has a whole record in it, where the columns are those of no log. */
    public boolean holdsRecord(List<String> cells) {
        return !known && cells.stream().anyMatch(Columns::isRecord);
    }

    /**
     * A row as a record in JSON, UTF-8: with {@link #trouble} as an object that may have one
     * inside.
     */
    public byte[] record(List<String> cells) {
        Form known = form == null ? this::plain : form;
        try {
            return mapper.writeValueAsBytes(known.record(new Row(this, cells)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A tree of texts is always JSON", e);
        }
    }

    private @Nullable Form form(String file) {
        if (has("date (utc)")
                && has("request id")
                && (has("sign-in error code") || has("status"))) {
            return new PortalSignIns(has("service principal id"), file);
        }
        if (has("date (utc)") && has("activity") && has("category")) {
            return new PortalAudits();
        }
        if (isPortalActivity()) {
            return null;
        }
        for (String name : names) {
            if (TIMES.contains(plainName(name).toLowerCase(Locale.ROOT)) && !isLocalTime(name)) {
                return this::plain;
            }
        }
        return null;
    }

    private String findTrouble() {
        if (has("request id") && has("authentication method")) {
            known = true;
            return "The file has the authentication details of sign-ins, without the sign-ins. It is not"
                    + " read: what matters of them is in the file of the sign-ins.";
        }
        if (isPortalActivity()) {
            known = true;
            return "The portal's table of the Azure activity log names operations in words, without the ids"
                    + " of people. It is not read: az monitor activity-log list gives the records.";
        }
        for (String name : names) {
            if (isLocalTime(name)) {
                known = true;
                return "The times under \"%s\" have no zone. Set the portal to UTC and export again."
                        .formatted(shown(name));
            }
        }
        List<String> first =
                names.stream().limit(MANY).map(name -> "\"" + shown(name) + "\"").toList();
        return "The columns are those of no log that is known: %s%s. Names in other languages are not read: set the portal to English and export again."
                .formatted(String.join(", ", first), names.size() > MANY ? ", …" : "");
    }

    private boolean isPortalActivity() {
        return has("correlation id") && has("event initiated by") && has("operation name");
    }

    /** A row whose columns are the fields of the log; JSON in a cell is read where it is wanted. */
    private ObjectNode plain(Row row) {
        ObjectNode record = mapper.createObjectNode();
        for (int i = 0; i < names.size(); i++) {
            String cell = row.cell(i);
            String field = plainName(names.get(i));
            if (cell != null && !field.isEmpty() && !record.has(field)) {
                record.put(field, cell);
            }
        }
        return record;
    }

    private List<Integer> places(String name) {
        return asked.computeIfAbsent(name, form -> places.getOrDefault(key(form), List.of()));
    }

    private boolean has(String name) {
        return places.containsKey(key(name));
    }

    /** The portal and Log Analytics put the zone behind the name of a time. */
    private static boolean isLocalTime(String name) {
        Matcher zone = ZONE.matcher(name);
        boolean isTime =
                zone.matches() && TIMES.contains(zone.group(1).strip().toLowerCase(Locale.ROOT));
        String key = key(name);
        return (isTime && !zone.group(2).strip().equalsIgnoreCase("UTC"))
                || key.equals("date")
                || key.equals("datelocal");
    }

    private static String plainName(String name) {
        Matcher zone = ZONE.matcher(name);
        return (zone.matches() ? zone.group(1) : name).strip();
    }

    /** Letters and digits: blanks and signs have changed between exports. */
    private static String key(String name) {
        return NO_LETTER.matcher(name.toLowerCase(Locale.ROOT)).replaceAll("");
    }

    /** Also one of a log that is not read, which says what it is. */
    private static boolean isRecord(String cell) {
        if (!cell.stripLeading().startsWith("{")) {
            return false;
        }
        byte[] json = cell.getBytes(StandardCharsets.UTF_8);
        List<Decoded> found = new ArrayList<>();
        new RecordDecoder().decode(json, 0, json.length, new Position("", 0, 0), found::add);
        return found.stream()
                .anyMatch(
                        each ->
                                !(each instanceof Decoded.DeadLetter letter)
                                        || !letter.detail().equals(Unwrapper.NO_LOG));
    }

    private static String shown(String name) {
        return Values.cut(name.strip(), 40);
    }
}

package io.entracep.replay;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.entracep.decode.Decoded.DeadLetter;
import io.entracep.decode.Decoded.Reason;
import io.entracep.event.EntraEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What came out of each file, and whose it was. One for each subtask, added up at the end. */
@JsonAutoDetect(fieldVisibility = JsonAutoDetect.Visibility.ANY)
final class InputTally {

    /** Tenants beyond these are not told apart. */
    private static final int MAX_TENANTS = 10_000;

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Of one file, or of one file in an archive. */
    @JsonAutoDetect(fieldVisibility = JsonAutoDetect.Visibility.ANY)
    static final class OfFile {
        long events;

        /** Dead letters by reason. */
        SortedMap<String, Long> letters = new TreeMap<>();

        /** The first detail of each reason. */
        SortedMap<String, String> details = new TreeMap<>();

        /** Where the first dead letter of each reason lies. */
        SortedMap<String, Long> positions = new TreeMap<>();

        private void add(OfFile other) {
            events += other.events;
            other.letters.forEach((reason, number) -> letters.merge(reason, number, Long::sum));
            other.details.forEach(
                    (reason, detail) ->
                            details.merge(reason, detail, (a, b) -> a.compareTo(b) <= 0 ? a : b));
            other.positions.forEach(
                    (reason, position) -> positions.merge(reason, position, Math::min));
        }

        long deadLetters() {
            return letters.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    private final SortedMap<String, OfFile> files = new TreeMap<>();
    private final SortedMap<String, Long> tenants = new TreeMap<>();
    private long fromFuture;
    private long dropped;

    private transient @Nullable String lastSource;
    private transient @Nullable OfFile lastFile;
    private transient @Nullable String lastTenant;
    private transient long lastTenantCount;

    void event(String source, EntraEvent event) {
        file(source).events++;
        if (!event.tenantId().equals(lastTenant)) {
            flush();
            lastTenant = event.tenantId();
        }
        lastTenantCount++;
    }

    /**
     * @param kept whether it is written
     */
    void deadLetter(DeadLetter letter, boolean kept) {
        OfFile file = file(letter.source());
        file.letters.merge(letter.reason().name(), 1L, Long::sum);
        file.details.putIfAbsent(letter.reason().name(), letter.detail());
        if (isOfARecord(letter.reason())) {
            file.positions.merge(letter.reason().name(), letter.position(), Math::min);
        }
        dropped += kept ? 0 : 1;
    }

    /** Not of the file as a whole. */
    private static boolean isOfARecord(Reason reason) {
        return reason != Reason.INCOMPLETE && reason != Reason.REFUSED;
    }

    void fromFuture() {
        fromFuture++;
    }

    /** By file as the source names it, {@code archive.zip/file.json} in archives. */
    SortedMap<String, OfFile> files() {
        return files;
    }

    /** Records by tenant, {@link InputFacts#UNKNOWN} for those that name none. */
    SortedMap<String, Long> tenants() {
        return tenants;
    }

    /** Records from after they were read. */
    long recordsFromFuture() {
        return fromFuture;
    }

    /** Dead letters that are counted, but were too many to be written. */
    long droppedLetters() {
        return dropped;
    }

    /** Dead letters by reason. */
    SortedMap<String, Long> letters() {
        SortedMap<String, Long> letters = new TreeMap<>();
        files.values()
                .forEach(
                        file ->
                                file.letters.forEach(
                                        (reason, number) ->
                                                letters.merge(reason, number, Long::sum)));
        return letters;
    }

    void write(Path part) {
        flush();
        try {
            Files.write(part, JSON.writeValueAsBytes(this));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + part, e);
        }
    }

    static InputTally sum(List<Path> parts) throws IOException {
        InputTally sum = new InputTally();
        for (Path part : parts) {
            InputTally tally = JSON.readValue(Files.readAllBytes(part), InputTally.class);
            for (Map.Entry<String, OfFile> file : tally.files.entrySet()) {
                sum.file(file.getKey()).add(file.getValue());
            }
            tally.tenants.forEach((tenant, number) -> sum.tenants.merge(tenant, number, Long::sum));
            sum.fromFuture += tally.fromFuture;
            sum.dropped += tally.dropped;
        }
        return sum;
    }

    /** Records come file by file, and tenant by tenant: nearly always it is the last one. */
    private OfFile file(String source) {
        if (lastFile == null || !source.equals(lastSource)) {
            lastSource = source;
            lastFile = files.computeIfAbsent(source, key -> new OfFile());
        }
        return lastFile;
    }

    private void flush() {
        if (lastTenant != null && lastTenantCount > 0) {
            boolean known = tenants.containsKey(lastTenant) || tenants.size() < MAX_TENANTS;
            tenants.merge(known ? lastTenant : "others", lastTenantCount, Long::sum);
        }
        lastTenantCount = 0;
    }
}

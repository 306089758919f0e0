package io.entracep.replay;

import io.entracep.replay.InputTally.OfFile;
import io.entracep.source.ReplayFiles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Whether everything was read, file by file.
 *
 * @param read number of files of which everything was read
 * @param partly files of which something was not
 * @param refused files of which nothing was
 * @param outsideTime files left out, for the time that their path tells
 * @param recordsWithoutTenant records of which nobody knows whose they are
 * @param recordsGiven records that name no tenant and were given to one
 * @param givenTo that one, empty for none
 * @param recordsFromFuture records from after they were read; they teach no baseline
 * @param droppedLetters dead letters that were too many to be written
 * @param recordsNotJudged records that were read, of more tenants than there is room for
 */
public record Completeness(
        int read,
        List<OfOneFile> partly,
        List<OfOneFile> refused,
        int outsideTime,
        long recordsWithoutTenant,
        long recordsGiven,
        String givenTo,
        long recordsFromFuture,
        long droppedLetters,
        long recordsNotJudged) {

    /** Nothing was read, nothing is missing. */
    public static final Completeness NOTHING =
            new Completeness(0, List.of(), List.of(), 0, 0, 0, "", 0, 0, 0);

    /**
     * What became of one file.
     *
     * @param file as it was named
     * @param records that were read
     * @param deadLetters that were not
     * @param why each reason, with the number of dead letters where there are several
     */
    public record OfOneFile(String file, long records, long deadLetters, List<String> why) {}

    /** Whether nothing is missing. */
    public boolean isComplete() {
        return partly.isEmpty() && refused.isEmpty() && recordsNotJudged == 0;
    }

    static Completeness of(
            ReplayFiles files, InputTally tally, InputFacts facts, long recordsNotJudged) {
        SortedMap<String, OfFile> ofMembers = tally.files();
        int read = 0;
        List<OfOneFile> partly = new ArrayList<>();
        List<OfOneFile> refused = new ArrayList<>();
        files.refused()
                .forEach((file, why) -> refused.add(new OfOneFile(file, 0, 0, List.of(why))));
        for (Path path : files.files()) {
            OfOneFile file = ofOne(ReplayFiles.nameOf(path), ofMembers);
            if (file.deadLetters() == 0) {
                read++;
            } else if (file.records() == 0) {
                refused.add(file);
            } else {
                partly.add(file);
            }
        }
        long without = tally.tenants().getOrDefault(InputFacts.UNKNOWN, 0L);
        String tenant = facts.tenant();
        return new Completeness(
                read,
                List.copyOf(partly),
                List.copyOf(refused),
                files.outsideTime(),
                tenant == null ? without : 0,
                tenant == null ? 0 : without,
                tenant == null ? "" : tenant,
                tally.recordsFromFuture(),
                tally.droppedLetters(),
                recordsNotJudged);
    }

    private static OfOneFile ofOne(String file, SortedMap<String, OfFile> ofMembers) {
        SortedMap<String, OfFile> members = new TreeMap<>();
        OfFile own = ofMembers.get(file);
        if (own != null) {
            members.put(file, own);
        }
        members.putAll(ofMembers.subMap(file + "/", file + "0"));
        long records = 0;
        long letters = 0;
        List<String> why = new ArrayList<>();
        for (Map.Entry<String, OfFile> entry : members.entrySet()) {
            String name = entry.getKey();
            OfFile member = entry.getValue();
            records += member.events;
            letters += member.deadLetters();
            String place = name.equals(file) ? "" : name.substring(file.length() + 1) + ": ";
            member.letters.forEach(
                    (reason, number) ->
                            why.add(
                                    place
                                            + text(
                                                    number,
                                                    member.details.getOrDefault(reason, reason),
                                                    member.positions.get(reason))));
        }
        return new OfOneFile(file, records, letters, List.copyOf(why));
    }

    private static String text(long number, String detail, @Nullable Long position) {
        String told = number == 1 ? detail : "%,d times: %s".formatted(number, detail);
        return position == null || position == 0
                ? told
                : "%s (%s byte %,d)".formatted(told, number == 1 ? "at" : "first at", position);
    }
}

package io.entracep.cli;

import io.entracep.output.TerminalText;
import io.entracep.replay.Completeness;
import io.entracep.replay.Completeness.OfOneFile;
import java.io.PrintStream;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** What was read and what was not, for people: the last thing they see. */
final class CompletenessReport {

    /** Files of one kind that are named; summary.json has them all. */
    private static final int MANY = 20;

    /** Reasons of one file that are told. */
    private static final int REASONS = 5;

    /** What one reason has of its file. */
    private static final Pattern OWN = Pattern.compile("\\d+|\".*\"|^[^ ]+: ");

    private final Completeness completeness;

    CompletenessReport(Completeness completeness) {
        this.completeness = completeness;
    }

    void print(PrintStream out) {
        out.println();
        out.println(
                completeness.isComplete()
                        ? "Everything was read."
                        : "NOT EVERYTHING WAS READ: what is missing may hide an attack.");
        out.printf(
                "  %,d %s read, %,d partly, %,d not read%s%n",
                completeness.read(),
                completeness.read() == 1 ? "file" : "files",
                completeness.partly().size(),
                completeness.refused().size(),
                completeness.outsideTime() == 0
                        ? ""
                        : ", %d left out for the time in their path"
                                .formatted(completeness.outsideTime()));
        print("partly", completeness.partly(), out);
        print("not read", completeness.refused(), out);
        notes(out);
    }

    private static void print(String what, List<OfOneFile> files, PrintStream out) {
        for (OfOneFile file : shown(files)) {
            out.printf(
                    "  %s: %s (%d %s)%n",
                    what,
                    TerminalText.of(file.file()),
                    file.records(),
                    file.records() == 1 ? "record" : "records");
            List<String> why = file.why();
            for (String reason : why.subList(0, Math.min(REASONS, why.size()))) {
                out.printf("    %s%n", TerminalText.of(reason));
            }
            if (why.size() > REASONS) {
                out.printf("    and %d more reasons%n", why.size() - REASONS);
            }
        }
        if (files.size() > MANY) {
            out.printf("  %s: and %,d more files, see summary.json%n", what, files.size() - MANY);
        }
    }

    /** As many as are named, of each kind of trouble at least one, in order. */
    private static List<OfOneFile> shown(List<OfOneFile> files) {
        if (files.size() <= MANY) {
            return files;
        }
        Set<String> kinds = new HashSet<>();
        BitSet shown = new BitSet();
        for (int i = 0; i < files.size() && kinds.size() < MANY; i++) {
            if (kinds.add(kind(files.get(i)))) {
                shown.set(i);
            }
        }
        for (int i = 0; shown.cardinality() < MANY; i++) {
            shown.set(i);
        }
        return shown.stream().mapToObj(files::get).toList();
    }

    /** What is wrong, without numbers and what is quoted. */
    private static String kind(OfOneFile file) {
        return file.why().isEmpty() ? "" : OWN.matcher(file.why().get(0)).replaceAll("");
    }

    private void notes(PrintStream out) {
        if (completeness.recordsNotJudged() > 0) {
            out.printf(
                    "  %d records were read but not judged: they are of more tenants than there is room"
                            + " for. Whose are they? Name your own tenants in the policy, or replay"
                            + " the files of each alone.%n",
                    completeness.recordsNotJudged());
        }
        if (completeness.recordsGiven() > 0) {
            out.printf(
                    "  %d records name no tenant; they were taken for those of %s.%n",
                    completeness.recordsGiven(), TerminalText.of(completeness.givenTo()));
        }
        if (completeness.recordsWithoutTenant() > 0) {
            out.printf(
                    "  %d records name no tenant: no section of the policy applies to them, and they do"
                            + " not meet records of a tenant. Say whose they are with --tenant ID.%n",
                    completeness.recordsWithoutTenant());
        }
        if (completeness.recordsFromFuture() > 0) {
            out.printf(
                    "  %d records are from the future; they were judged, but teach nothing.%n",
                    completeness.recordsFromFuture());
        }
        if (completeness.droppedLetters() > 0) {
            out.printf(
                    "  %d more dead letters were counted, but not written.%n",
                    completeness.droppedLetters());
        }
    }
}

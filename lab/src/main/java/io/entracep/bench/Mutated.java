package io.entracep.bench;

import io.entracep.generate.GeneratedRecord;
import io.entracep.generate.LogGenerator;
import io.entracep.generate.Settings;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.SplittableRandom;

/**
 * Records of which every second one was damaged: each must come out as a record or a dead letter.
 */
final class Mutated {
    private static final int BUFFER = 1 << 20;

    /** Damages that leave a line a line. */
    private enum Damage {
        ANOTHER_BYTE,
        CUT_SHORT,
        A_PART_MISSING,
        A_PART_TWICE,
        ANOTHER_RECORDS_END
    }

    private Mutated() {}

    /** Writes them as JSON lines, one line for each; the same with each call. */
    static BenchFiles.Input write(Path folder, Settings settings) throws IOException {
        LogGenerator generator = new LogGenerator(settings);
        SplittableRandom random = new SplittableRandom(1);
        Path path = folder.resolve("mutated.jsonl");
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(path), BUFFER)) {
            Iterator<GeneratedRecord> records = generator.inArrivalOrder();
            byte[] former = {'{', '}'};
            for (long number = 0; records.hasNext(); number++) {
                byte[] record = records.next().json();
                out.write(number % 2 == 0 ? record : damaged(record, former, random));
                out.write('\n');
                former = record;
            }
        }
        return new BenchFiles.Input(path, generator.policyYaml());
    }

    private static byte[] damaged(byte[] record, byte[] other, SplittableRandom random) {
        int from = random.nextInt(record.length - 1);
        int to = from + 1 + random.nextInt(Math.min(200, record.length - from - 1));
        return switch (Damage.values()[random.nextInt(Damage.values().length)]) {
            case ANOTHER_BYTE -> withByte(record, from, (byte) random.nextInt(256));
            case CUT_SHORT -> Arrays.copyOf(record, from + 1);
            case A_PART_MISSING -> joined(record, from + 1, record, to);
            case A_PART_TWICE -> joined(record, to, record, from);
            case ANOTHER_RECORDS_END -> joined(record, from + 1, other, from % other.length);
        };
    }

    private static byte[] withByte(byte[] record, int at, byte value) {
        byte[] changed = record.clone();
        changed[at] = value == '\n' || value == '\r' ? (byte) ' ' : value;
        return changed;
    }

    /** The beginning of one, then the end of another. */
    private static byte[] joined(byte[] one, int end, byte[] other, int begin) {
        byte[] all = Arrays.copyOf(one, end + other.length - begin);
        System.arraycopy(other, begin, all, end, other.length - begin);
        return all;
    }
}

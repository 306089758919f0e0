package io.entracep.bench;

import io.entracep.generate.GeneratedRecord;
import io.entracep.generate.LogGenerator;
import io.entracep.generate.Settings;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;

/** Writes generated records as JSON lines. */
final class BenchFiles {
    private static final int BUFFER = 1 << 20;

    private BenchFiles() {}

    /**
     * A file of records, and the policy of their company.
     *
     * @param path JSON lines
     * @param policy YAML
     */
    record Input(Path path, String policy) {}

    /** In order of arrival. */
    static Input inOrder(Path folder, String name, Settings settings) throws IOException {
        LogGenerator generator = new LogGenerator(settings);
        Path path = folder.resolve(name);
        write(path, List.of(generator.inArrivalOrder()));
        return new Input(path, generator.policyYaml());
    }

    /** Two halves that lie hours apart, one record of each in turn. */
    static Input halvesInTurn(Path folder, String name, Settings settings) throws IOException {
        LogGenerator generator = new LogGenerator(settings);
        Path path = folder.resolve(name);
        write(path, generator.inTwoHalves());
        return new Input(path, generator.policyYaml());
    }

    private static void write(Path path, List<Iterator<GeneratedRecord>> streams)
            throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(path), BUFFER)) {
            boolean more = true;
            while (more) {
                more = false;
                for (Iterator<GeneratedRecord> stream : streams) {
                    if (stream.hasNext()) {
                        out.write(stream.next().json());
                        out.write('\n');
                        more = true;
                    }
                }
            }
        }
    }
}

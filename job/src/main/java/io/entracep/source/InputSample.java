package io.entracep.source;

import io.entracep.decode.DateOrder;
import io.entracep.decode.Decoded;
import io.entracep.decode.RecordDecoder;
import io.entracep.event.EntraEvent;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The first records of files, read before a job begins: what they tell about the others. */
public final class InputSample {

    private static final int MAX_FILES = 500;
    private static final int RECORDS_OF_FILE = 200;

    private InputSample() {}

    /**
     * The first events of each file, of no more than a few hundred files spread over all. A file
     * that cannot be read has none here: that is told when it is read for its own sake.
     */
    public static List<EntraEvent> of(List<Path> files, FileFormat format, DateOrder dates) {
        RecordDecoder decoder = new RecordDecoder();
        FileSettings settings = FileSettings.DEFAULT.of(format, dates);
        List<EntraEvent> events = new ArrayList<>();
        int step = Math.max(1, files.size() / MAX_FILES);
        for (int i = 0; i < files.size(); i += step) {
            events.addAll(first(files.get(i), settings, decoder));
        }
        return events;
    }

    private static List<EntraEvent> first(Path file, FileSettings settings, RecordDecoder decoder) {
        List<EntraEvent> events = new ArrayList<>();
        try (InputStream in = Files.newInputStream(file);
                Cutter cutter = new ContentOpener(settings).open(file.toString(), in)) {
            Batch batch;
            while (events.size() < RECORDS_OF_FILE && (batch = cutter.next()) != null) {
                for (Piece piece : batch.pieces()) {
                    if (events.size() < RECORDS_OF_FILE) {
                        piece.decode(
                                batch.block(),
                                "",
                                batch.dates(),
                                decoder,
                                decoded -> add(decoded, events));
                    }
                }
            }
        } catch (IOException e) {
            return events;
        }
        return events;
    }

    private static void add(Decoded decoded, List<EntraEvent> events) {
        if (decoded instanceof Decoded.Event read && events.size() < RECORDS_OF_FILE) {
            events.add(read.event());
        }
    }
}

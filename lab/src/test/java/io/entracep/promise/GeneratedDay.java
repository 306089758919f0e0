package io.entracep.promise;

import io.entracep.decode.Decoded;
import io.entracep.decode.Position;
import io.entracep.decode.RecordDecoder;
import io.entracep.event.EntraEvent;
import io.entracep.generate.GeneratedRecord;
import io.entracep.generate.LogGenerator;
import io.entracep.generate.Settings;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** A generated day with all its attacks, small enough to be judged many times. */
public final class GeneratedDay {
    private final LogGenerator generator;

    public GeneratedDay(long seed, int records) {
        this(Settings.demo().withSeed(seed).withRecords(records));
    }

    GeneratedDay(Settings settings) {
        generator = new LogGenerator(settings);
    }

    public String policy() {
        return generator.policyYaml();
    }

    public String tenantId() {
        return generator.company().tenantId();
    }

    public List<byte[]> records() {
        List<byte[]> records = new ArrayList<>();
        for (Iterator<GeneratedRecord> all = generator.inArrivalOrder(); all.hasNext(); ) {
            records.add(all.next().json());
        }
        return records;
    }

    public List<EntraEvent> events() {
        RecordDecoder decoder = new RecordDecoder();
        List<EntraEvent> events = new ArrayList<>();
        for (byte[] json : records()) {
            decoder.decode(
                    json,
                    0,
                    json.length,
                    new Position("generated", 0, 0),
                    decoded -> events.add(((Decoded.Event) decoded).event()));
        }
        return events;
    }
}

package io.entracep.demo;

import io.entracep.generate.GeneratedRecord;
import io.entracep.generate.LogGenerator;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Queue;

/** The messages of a generator in two parts, by their arrival. The first must be read first. */
final class Messages {
    private final Iterator<List<GeneratedRecord>> all;
    private final long divide;
    private final Queue<List<GeneratedRecord>> next = new ArrayDeque<>(1);

    Messages(LogGenerator generator, Instant divide) {
        this.all = generator.messages();
        this.divide = divide.toEpochMilli();
    }

    /** Messages that begin before the moment. */
    Iterator<List<GeneratedRecord>> before() {
        return new Part(divide);
    }

    /** All others. */
    Iterator<List<GeneratedRecord>> after() {
        return new Part(Long.MAX_VALUE);
    }

    private final class Part implements Iterator<List<GeneratedRecord>> {
        private final long end;

        Part(long end) {
            this.end = end;
        }

        @Override
        public boolean hasNext() {
            if (next.isEmpty() && all.hasNext()) {
                next.add(all.next());
            }
            return !next.isEmpty() && next.element().get(0).arrivalTime() < end;
        }

        @Override
        public List<GeneratedRecord> next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            return next.remove();
        }
    }
}

package io.entracep.demo;

import io.entracep.alert.Alert;
import io.entracep.alert.Evidence;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** When each event was first sent to the broker. Written by one thread, read by another. */
final class SentRecords {
    private final Map<String, Long> firstSentAt = new ConcurrentHashMap<>();
    private final AtomicLong number = new AtomicLong();

    void sent(String eventId, long millis) {
        firstSentAt.putIfAbsent(eventId, millis);
    }

    void count(int records) {
        number.addAndGet(records);
    }

    /** Records sent, whether or not they could be read. */
    long number() {
        return number.get();
    }

    /** Milliseconds between sending the last of its evidence and the alert. */
    OptionalLong lagOf(Alert alert) {
        return alert.evidence().stream()
                .map(Evidence::eventId)
                .filter(firstSentAt::containsKey)
                .mapToLong(id -> firstSentAt.getOrDefault(id, 0L))
                .max()
                .stream()
                .map(sent -> Math.max(0, alert.delivery().decidedAt() - sent))
                .findFirst();
    }
}

package io.entracep.source;

import java.io.Serializable;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** A clock that a test moves while a job in the same process reads it. */
final class MovableClock extends Clock implements Serializable {

    private static final long serialVersionUID = 1L;

    /** Times by clock: a job has a copy of the clock, and must see the same time. */
    private static final Map<UUID, Instant> TIMES = new ConcurrentHashMap<>();

    private final UUID id = UUID.randomUUID();

    MovableClock(Instant start) {
        set(start);
    }

    void set(Instant time) {
        TIMES.put(id, time);
    }

    @Override
    public Instant instant() {
        return TIMES.getOrDefault(id, Instant.EPOCH);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}

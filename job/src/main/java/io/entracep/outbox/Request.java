package io.entracep.outbox;

import java.util.List;

/** A request under way. Equal only to itself. */
final class Request {
    private final List<Waiting> items;
    private final List<Message> messages;

    /** Failures of one round count once: requests that fail together are one failure. */
    private final long round;

    private final long oldest;

    Request(List<Waiting> items, long round) {
        this.items = List.copyOf(items);
        this.messages = items.stream().map(item -> item.message).toList();
        this.round = round;
        oldest = items.stream().mapToLong(item -> item.since).min().orElse(Long.MAX_VALUE);
    }

    List<Waiting> items() {
        return items;
    }

    /** What to send, in this order; not empty. */
    List<Message> messages() {
        return messages;
    }

    long round() {
        return round;
    }

    /** When the longest waiting of its alerts was decided, milliseconds since 1970. */
    long oldest() {
        return oldest;
    }
}

package io.entracep.outbox;

import java.util.List;

/** A request under way. Equal only to itself. */
final class Request {
    private final List<Waiting> items;
    private final List<Message> messages;

    /** Failures of one round count once: requests that fail together are one failure. */
    private final long round;

    Request(List<Waiting> items, long round) {
        this.items = List.copyOf(items);
        this.messages = items.stream().map(item -> item.message).toList();
        this.round = round;
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

    long oldest() {
        return items.stream().mapToLong(item -> item.since).min().orElse(Long.MAX_VALUE);
    }
}

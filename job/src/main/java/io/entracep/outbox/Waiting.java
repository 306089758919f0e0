package io.entracep.outbox;

/** What an outbox knows of one alert's message until it is accepted. */
final class Waiting {
    private static final int OVERHEAD = 200;

    /** Place in the queue: kept when a newer message takes the place, and when it comes back. */
    final long place;

    final long since;

    /** The receiver was told nothing of the alert before this. */
    final boolean opens;

    Message message;
    int attempts;

    /** Messages in a request that carries it at most: halves with every refused batch. */
    int atMost = Integer.MAX_VALUE;

    Waiting(long place, PendingMessage pending) {
        this.place = place;
        this.message = pending.message();
        this.since = pending.since();
        this.opens = pending.opens();
        this.attempts = pending.attempts();
    }

    String id() {
        return message.alertId();
    }

    /** About what it takes in memory. */
    long bytes() {
        return message.body().length + 2L * message.alertId().length() + OVERHEAD;
    }

    PendingMessage pending() {
        return pending(message);
    }

    /** With the newest message of the alert. */
    PendingMessage pending(Message newest) {
        return new PendingMessage(newest, since, attempts, place < Outbox.LAST, opens);
    }
}

package io.entracep.outbox;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToIntFunction;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Which message is sent when, and what becomes of it. Knows no clock and no threads: time comes as
 * an argument (milliseconds since 1970), requests leave by {@link #next}, answers come by {@link
 * #answered}.
 *
 * <p>An alert has at most one request under way and at most one message waiting: the newest. What
 * happens now leaves first; else alerts leave in the order in which they came, so a batch that is
 * halved is sent again in order, and what comes back takes its old place.
 */
final class Outbox {
    /** Places from here on are for what can wait: clearings, and what is caught up. */
    static final long LAST = 1L << 62;

    private final OutboxSettings settings;
    private final ToIntFunction<List<Message>> fitting;
    private final RandomGenerator random;
    private final Outcomes outcomes;

    private final NavigableMap<Long, Waiting> queue = new TreeMap<>();
    private final Map<String, Waiting> waiting = new HashMap<>();
    private final Map<String, Waiting> sending = new HashMap<>();
    private final Set<Request> requests = new LinkedHashSet<>();
    private long sequence;
    private long bytes;
    private int failures;
    private long round;
    private long notBefore = Long.MIN_VALUE;

    /**
     * @param fitting how many of these belong into one request, as {@link Receiver#fitting}
     * @param random for the random part of the back-off
     */
    Outbox(
            OutboxSettings settings,
            ToIntFunction<List<Message>> fitting,
            RandomGenerator random,
            Outcomes outcomes) {
        this.settings = settings;
        this.fitting = fitting;
        this.random = random;
        this.outcomes = outcomes;
    }

    /** A further message of an alert, which goes before all that can wait. */
    void add(Message message) {
        add(new PendingMessage(message, message.decidedAt(), 0, true, false));
    }

    /**
     * A message that clears an alert: it can wait. Where the receiver was told nothing of it and
     * nothing is under way, neither is sent.
     */
    void addClearing(Message message) {
        Waiting known = waiting.get(message.alertId());
        boolean isUntold =
                known != null
                        && known.opens
                        && known.attempts == 0
                        && message.replaces(known.message)
                        && !sending.containsKey(message.alertId());
        if (known == null || !isUntold) {
            add(new PendingMessage(message, message.decidedAt(), 0, false, false));
            return;
        }
        queue.remove(known.place);
        waiting.remove(known.id());
        bytes -= known.bytes();
        outcomes.replaced(known.message);
        outcomes.replaced(message);
    }

    /** A message of {@link #snapshot}, in its order. */
    void add(PendingMessage pending) {
        Message message = pending.message();
        Waiting underWay = sending.get(message.alertId());
        Waiting known = waiting.get(message.alertId());
        if (underWay != null && underWay.message.replaces(message)) {
            outcomes.replaced(message);
        } else if (known == null) {
            enqueue(new Waiting(place(pending.first()), pending));
        } else if (message.replaces(known.message)) {
            outcomes.replaced(replace(known, message));
            if (pending.first() && known.place >= LAST) {
                moveUp(known);
            }
        } else {
            outcomes.replaced(message);
        }
        letOverflowGo();
    }

    /** The request to send now; null where nothing is to be sent or it is not yet time. */
    @Nullable Request next(long now) {
        if (now < notBefore || requests.size() >= allowedRequests()) {
            return null;
        }
        List<Waiting> candidates = candidates();
        if (candidates.isEmpty()) {
            return null;
        }
        int fit = fitting.applyAsInt(candidates.stream().map(item -> item.message).toList());
        List<Waiting> chosen = candidates.subList(0, Math.max(1, Math.min(fit, candidates.size())));
        for (Waiting item : chosen) {
            queue.remove(item.place);
            waiting.remove(item.id());
            sending.put(item.id(), item);
        }
        Request request = new Request(chosen, round);
        requests.add(request);
        return request;
    }

    /** The answer to a request. One that was given up is not heard any more. */
    void answered(Request request, Answer answer, long now) {
        if (!requests.remove(request)) {
            return;
        }
        request.items().forEach(item -> sending.remove(item.id()));
        if (answer instanceof Answer.Later later) {
            sendAgainLater(request, later, now);
            return;
        }
        failures = 0;
        if (answer instanceof Answer.Refused refused) {
            refuse(request.items(), refused);
        } else {
            request.items().forEach(this::accept);
        }
    }

    /** When {@link #next} may have something without an answer before; null for never. */
    @Nullable Long wakeAt() {
        return queue.isEmpty() || requests.size() >= allowedRequests() ? null : notBefore;
    }

    /** Everything becomes a dead letter; answers that still come are not heard. */
    void giveUp(String reason) {
        List<PendingMessage> left = snapshot();
        for (Waiting item : sending.values()) {
            if (waiting.containsKey(item.id())) {
                outcomes.replaced(item.message);
            }
        }
        requests.clear();
        sending.clear();
        waiting.clear();
        queue.clear();
        bytes = 0;
        left.forEach(pending -> outcomes.deadLettered(pending.message(), reason, null));
    }

    /** The newest message of each alert that is not accepted, requests under way included. */
    List<PendingMessage> snapshot() {
        NavigableMap<Long, PendingMessage> all = new TreeMap<>();
        for (Waiting item : queue.values()) {
            if (!sending.containsKey(item.id())) {
                all.put(item.place, item.pending());
            }
        }
        for (Waiting item : sending.values()) {
            Waiting newer = waiting.get(item.id());
            Message message = newer == null ? item.message : newer.message;
            all.put(item.place, item.pending(message));
        }
        return List.copyOf(all.values());
    }

    boolean isEmpty() {
        return queue.isEmpty() && requests.isEmpty();
    }

    /** Messages that wait or are under way. */
    int pending() {
        return queue.size() + sending.size();
    }

    /** About the bytes they take. */
    long pendingBytes() {
        return bytes;
    }

    /** When the longest waiting alert was decided; {@link Long#MAX_VALUE} where none waits. */
    long oldest() {
        long oldest = Long.MAX_VALUE;
        if (!queue.isEmpty()) {
            oldest = Math.min(queue.firstEntry().getValue().since, oldestThatCanWait().since);
        }
        for (Request request : requests) {
            oldest = Math.min(oldest, request.oldest());
        }
        return oldest;
    }

    /** Failures in a row; 0 while the receiver answers. */
    int failures() {
        return failures;
    }

    /** A receiver that fails gets one request at a time, until one succeeds. */
    private int allowedRequests() {
        return failures > 0 ? 1 : settings.requestsInFlight();
    }

    private List<Waiting> candidates() {
        List<Waiting> candidates = new ArrayList<>();
        int most = settings.mostPerRequest();
        for (Waiting item : queue.values()) {
            if (sending.containsKey(item.id())) {
                continue;
            }
            most = Math.min(most, item.atMost);
            if (candidates.size() >= most) {
                break;
            }
            candidates.add(item);
        }
        return candidates;
    }

    private void accept(Waiting item) {
        bytes -= item.bytes();
        outcomes.accepted(item.message);
    }

    private void refuse(List<Waiting> items, Answer.Refused refused) {
        if (items.size() > 1 && refused.reach() == Answer.Reach.SOME) {
            int half = (items.size() + 1) / 2;
            for (Waiting item : items) {
                item.atMost = half;
                putBack(item);
            }
            return;
        }
        for (Waiting item : items) {
            outcomes.refused(item.message);
            deadLetter(item, refused.reason(), refused.response());
        }
    }

    private void sendAgainLater(Request request, Answer.Later later, long now) {
        if (request.round() == round) {
            round++;
            failures++;
        }
        long delay = settings.backOff().delayMillis(Math.max(1, failures), later.after(), random);
        notBefore = Math.max(notBefore, now + delay);
        for (Waiting item : request.items()) {
            item.attempts++;
            boolean superseded = waiting.containsKey(item.id());
            if (!superseded && settings.giveUp().isReached(now - item.since, item.attempts)) {
                deadLetter(
                        item,
                        "given up after " + item.attempts + " attempts: " + later.reason(),
                        null);
            } else {
                putBack(item);
            }
        }
    }

    /** Back to its old place; with the newer message where one has come meanwhile. */
    private void putBack(Waiting item) {
        Waiting newer = waiting.remove(item.id());
        if (newer == null) {
            outcomes.retried(item.message);
        } else {
            queue.remove(newer.place);
            bytes -= newer.bytes();
            outcomes.replaced(replace(item, newer.message));
        }
        queue.put(item.place, item);
        waiting.put(item.id(), item);
    }

    private long place(boolean first) {
        long place = sequence++;
        return first ? place : LAST + place;
    }

    private void moveUp(Waiting item) {
        queue.remove(item.place);
        Waiting moved = new Waiting(place(true), item.pending());
        moved.atMost = item.atMost;
        queue.put(moved.place, moved);
        waiting.put(moved.id(), moved);
    }

    private void enqueue(Waiting item) {
        queue.put(item.place, item);
        waiting.put(item.id(), item);
        bytes += item.bytes();
    }

    private Message replace(Waiting item, Message newer) {
        Message older = item.message;
        bytes -= item.bytes();
        item.message = newer;
        bytes += item.bytes();
        return older;
    }

    private void deadLetter(Waiting item, String reason, @Nullable String response) {
        bytes -= item.bytes();
        outcomes.deadLettered(item.message, reason, response);
    }

    /** Of those that came last in turn, else of all. */
    private Waiting oldestThatCanWait() {
        Map.Entry<Long, Waiting> last = queue.ceilingEntry(LAST);
        return last == null ? queue.firstEntry().getValue() : last.getValue();
    }

    private void letOverflowGo() {
        OutboxSettings.Bounds bounds = settings.bounds();
        while (!queue.isEmpty() && (pending() > bounds.messages() || bytes > bounds.bytes())) {
            Waiting oldest = oldestThatCanWait();
            queue.remove(oldest.place);
            waiting.remove(oldest.id());
            deadLetter(
                    oldest,
                    "too many wait: more than "
                            + bounds.messages()
                            + " messages or "
                            + bounds.bytes()
                            + " bytes",
                    null);
        }
    }
}

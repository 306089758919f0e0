package io.entracep.generate;

import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;

/**
 * Records in the order in which they arrive. Holds only what has happened and is on its way, and
 * that unwritten. Not thread-safe.
 */
final class ArrivalOrder implements Iterator<GeneratedRecord> {

    private record Waiting(Delivery.Parcel parcel, long number) {}

    private final Plan plan;
    private final long to;
    private final Delivery delivery;
    private final RecordWriter writer;
    private final Dice dice;
    private final Iterator<Story> stories;
    private final PriorityQueue<Waiting> waiting =
            new PriorityQueue<>(
                    Comparator.<Waiting>comparingLong(w -> w.parcel().arrival())
                            .thenComparingLong(Waiting::number));

    private long minute;
    private long sent;

    /** Records with an event time from {@code from} up to, not including, {@code to}. */
    ArrivalOrder(Plan plan, Settings settings, long from, long to) {
        this.plan = plan;
        this.minute = from;
        this.to = to;
        this.delivery = new Delivery(settings);
        this.writer = new RecordWriter(plan.tenant());
        this.dice = Dice.of(settings.seed(), 400, from);
        this.stories = storiesBetween(plan.stories(), from, to).iterator();
    }

    private static List<Story> storiesBetween(List<Story> all, long from, long to) {
        return all.stream()
                .filter(s -> s.draft().eventTime() >= from && s.draft().eventTime() < to)
                .toList();
    }

    @Override
    public boolean hasNext() {
        // What arrives before the current minute ends can no longer be overtaken.
        while (minute < to && (waiting.isEmpty() || head().arrival() >= minute)) {
            advance();
        }
        return !waiting.isEmpty();
    }

    private Delivery.Parcel head() {
        return waiting.element().parcel();
    }

    private void advance() {
        if (stories.hasNext()) {
            // Planned records are few: all are sent on their way at once.
            stories.forEachRemaining(this::send);
        }
        plan.minute(minute, draft -> send(new Story(draft, null, null)));
        minute += VendorTime.MINUTE;
    }

    private void send(Story story) {
        delivery.send(story, dice, parcel -> waiting.add(new Waiting(parcel, sent++)));
    }

    @Override
    public GeneratedRecord next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        Delivery.Parcel parcel = waiting.remove().parcel();
        Draft draft = parcel.story().draft();
        return new GeneratedRecord(
                writer.write(draft, parcel.emittedAt()),
                draft.eventTime(),
                parcel.arrival(),
                draft.category(),
                parcel.story().attack());
    }
}

package io.entracep.generate;

import java.util.function.Consumer;

/**
 * How records travel: each log lags by minutes of its own, some records are delayed by hours, some
 * come twice, some come incomplete first.
 */
final class Delivery {

    /**
     * A record on its way.
     *
     * @param emittedAt the envelope's time, epoch milliseconds
     * @param arrival when it reaches the hub, epoch milliseconds
     */
    record Parcel(Story story, long emittedAt, long arrival) {}

    private final Settings settings;

    Delivery(Settings settings) {
        this.settings = settings;
    }

    void send(Story story, Dice dice, Consumer<Parcel> out) {
        Draft draft = story.draft();
        if (story.arrivesAfter() != null) {
            long arrival = draft.eventTime() + story.arrivesAfter().toMillis();
            out.accept(new Parcel(story, arrival - 1_000, arrival));
            return;
        }
        long emitted = draft.eventTime() + draft.foundAfter() + lag(draft.category(), dice);
        long arrival = emitted + dice.millisBetween(200, 4_000);
        if (dice.chance(settings.outOfOrder())) {
            arrival += dice.millisBetween(10 * VendorTime.MINUTE, 5 * VendorTime.HOUR);
        }
        boolean twice = dice.chance(settings.duplicates());
        boolean incomplete = dice.chance(settings.duplicates());
        if (incomplete && draft instanceof SignIn signIn && signIn.ending().passedMfa()) {
            Story first = new Story(signIn.pending(), story.attack(), null);
            out.accept(new Parcel(first, emitted, arrival));
            long later = dice.millisBetween(5 * VendorTime.MINUTE, 20 * VendorTime.MINUTE);
            emitted += later;
            arrival += later;
        }
        out.accept(new Parcel(story, emitted, arrival));
        if (twice) {
            long again = dice.millisBetween(1_000, 30 * VendorTime.MINUTE);
            out.accept(new Parcel(story, emitted, arrival + again));
        }
    }

    private static long lag(String category, Dice dice) {
        return switch (category) {
            case SignIn.INTERACTIVE -> minutes(1, 8, dice);
            case AuditEntry.CATEGORY -> minutes(1, 3, dice);
            case SignIn.NON_INTERACTIVE -> minutes(2, 12, dice);
            default -> minutes(2, 10, dice);
        };
    }

    private static long minutes(int low, int high, Dice dice) {
        return dice.millisBetween(low * VendorTime.MINUTE, high * VendorTime.MINUTE);
    }
}

package io.entracep.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.entracep.outbox.OutboxSettings.BackOff;
import io.entracep.outbox.OutboxSettings.Bounds;
import io.entracep.outbox.OutboxSettings.GiveUp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/**
 * Whatever comes, is answered, is saved and is restored: nothing is lost. The greatest decision of
 * every alert ends accepted or as a dead letter, and no alert is in two requests at once.
 */
class OutboxProperties {
    private static final int STEPS = 120;
    private static final int IDS = 8;

    @Property(tries = 1_500)
    void nothingIsLost(
            @ForAll long seed,
            @ForAll @IntRange(min = 3, max = 40) int room,
            @ForAll @IntRange(min = 1, max = 4) int requests,
            @ForAll @IntRange(min = 1, max = 6) int fitting) {
        World world =
                new World(
                        new OutboxSettings(
                                new Bounds(room, 1 << 20),
                                requests,
                                10,
                                new BackOff(
                                        Duration.ofMillis(5),
                                        Duration.ofMillis(40),
                                        Duration.ofMillis(50)),
                                new GiveUp(null, seed % 3 == 0 ? 4 : null),
                                Duration.ZERO),
                        fitting,
                        new Random(seed));
        for (int step = 0; step < STEPS; step++) {
            world.step();
        }
        world.settle();

        assertThat(world.ended).containsAllEntriesOf(world.decided);
    }

    /** An outbox, its receiver, and a crash now and then. */
    private static final class World implements Outcomes {
        private final OutboxSettings settings;
        private final int fitting;
        private final Random dice;
        private final Map<String, Long> decided = new HashMap<>();
        private final Map<String, Long> ended = new HashMap<>();
        private final List<Request> underWay = new ArrayList<>();
        private final List<Message> sinceSaved = new ArrayList<>();
        private List<PendingMessage> saved = List.of();
        private Outbox outbox;
        private long now = 1_000;

        World(OutboxSettings settings, int fitting, Random dice) {
            this.settings = settings;
            this.fitting = fitting;
            this.dice = dice;
            outbox = fresh();
        }

        void step() {
            now += dice.nextInt(4);
            switch (dice.nextInt(10)) {
                case 0, 1, 2, 3 -> arrive();
                case 4, 5, 6 -> answer(randomAnswer());
                case 7 -> save();
                case 8 -> crashAndReadAgain();
                default -> now += 20;
            }
            send();
        }

        /** The receiver is well again. */
        void settle() {
            while (!outbox.isEmpty()) {
                now += 50;
                send();
                answer(new Answer.Accepted());
            }
            assertThat(outbox.pendingBytes()).isZero();
        }

        private void arrive() {
            Message message =
                    new Message("id" + dice.nextInt(IDS), ++now, new byte[dice.nextInt(20)]);
            decided.put(message.alertId(), message.decidedAt());
            sinceSaved.add(message);
            outbox.add(message);
        }

        private void send() {
            for (Request next = outbox.next(now); next != null; next = outbox.next(now)) {
                underWay.add(next);
            }
            assertThat(underWay.size()).isLessThanOrEqualTo(settings.requestsInFlight());
            Set<String> ids = new HashSet<>();
            for (Request request : underWay) {
                assertThat(request.messages()).hasSizeLessThanOrEqualTo(fitting);
                for (Message message : request.messages()) {
                    assertThat(ids.add(message.alertId())).as("only one request").isTrue();
                }
            }
        }

        private void answer(Answer answer) {
            if (!underWay.isEmpty()) {
                Request request = underWay.remove(dice.nextInt(underWay.size()));
                outbox.answered(request, answer, now);
            }
        }

        private Answer randomAnswer() {
            return switch (dice.nextInt(6)) {
                case 0 -> new Answer.Later("busy", null);
                case 1 -> new Answer.Later("busy", Duration.ofMillis(dice.nextInt(80)));
                case 2 -> new Answer.Refused("bad", null);
                case 3 -> new Answer.Refused("closed", null, Answer.Reach.EVERY);
                default -> new Answer.Accepted();
            };
        }

        private void save() {
            saved = outbox.snapshot();
            sinceSaved.clear();
        }

        /** Requests under way end without an answer; what came since is read again. */
        private void crashAndReadAgain() {
            underWay.clear();
            outbox = fresh();
            saved.forEach(outbox::add);
            sinceSaved.forEach(outbox::add);
        }

        private Outbox fresh() {
            return new Outbox(settings, messages -> fitting, new SplittableRandom(1), this);
        }

        private void end(Message message) {
            ended.merge(message.alertId(), message.decidedAt(), Math::max);
        }

        @Override
        public void accepted(Message message) {
            end(message);
        }

        @Override
        public void retried(Message message) {}

        @Override
        public void replaced(Message message) {}

        @Override
        public void refused(Message message) {}

        @Override
        public void deadLettered(Message message, String reason, String response) {
            end(message);
        }
    }
}

package io.entracep.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What a job that ended must have told. */
final class Arrived {

    private Arrived() {}

    /**
     * Asserts that every receiver has in the end what replay finds, that nothing was refused, and
     * that nothing was cleared that was not told. Tells how much they got.
     */
    static List<String> all(LiveJobOnCluster job, Receivers receivers, Day day) throws IOException {
        List<String> facts = new ArrayList<>();
        for (var at : job.deliveries().entrySet()) {
            Deliveries got = at.getValue();
            facts.add(
                    ("%s %d deliveries, %d of them repeats, %d at once after the same,"
                                    + " %d cleared what was under way in a crash")
                            .formatted(
                                    at.getKey(),
                                    got.lines().size(),
                                    got.repeats(),
                                    got.toldAgain().size(),
                                    got.onlyCleared().size()));
            assertThat(got.without(NewerJar.ADDED).finalSet())
                    .as(at.getKey())
                    .isEqualTo(day.expected());
            assertThat(job.clearedButNeverTold(at.getKey(), got))
                    .as("cleared, never told: " + at.getKey())
                    .isEmpty();
        }
        assertThat(receivers.doubted()).as("wrong signatures").isEmpty();
        assertThat(job.refused().lines()).as("given up").isEmpty();
        facts.add(day.expected().size() + " alerts in the end");
        return facts;
    }
}

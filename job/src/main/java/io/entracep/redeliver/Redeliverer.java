package io.entracep.redeliver;

import io.entracep.outbox.DeadDelivery;
import io.entracep.outbox.Receiver;
import io.entracep.outbox.Redelivery;
import io.entracep.run.SinkConfig;
import io.entracep.run.SinkConfig.Remote;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Sends dead deliveries to the sinks of a configuration, one sink after the other. */
public final class Redeliverer {
    private final Map<String, Remote> sinks = new LinkedHashMap<>();
    private final InstantSource clock;

    /**
     * What became of the dead deliveries of one sink.
     *
     * @param sink name of the sink
     * @param accepted how many the receiver has now
     * @param remaining the others, with the reason of today
     */
    public record Outcome(String sink, int accepted, List<DeadDelivery> remaining) {
        public Outcome {
            remaining = List.copyOf(remaining);
        }
    }

    /** Hears how far it is. */
    @FunctionalInterface
    public interface Progress {
        /** So many of the sink's dead deliveries are accepted or given up. */
        void done(String sink, int done, int all);
    }

    /**
     * @param configured the sinks; only those with a receiver count
     */
    public Redeliverer(List<SinkConfig> configured, InstantSource clock) {
        for (SinkConfig sink : configured) {
            if (sink.destination() instanceof Remote remote) {
                sinks.put(sink.name(), remote);
            }
        }
        this.clock = clock;
    }

    /** The names of sinks that dead deliveries can be sent to. */
    public List<String> sinks() {
        return List.copyOf(sinks.keySet());
    }

    /**
     * Sends them. What cannot be sent, for want of the sink, its secrets or its text, remains.
     *
     * @param letters the newest of each sink and alert
     * @return an outcome for each sink among them, in their order
     */
    public List<Outcome> send(List<DeadDelivery> letters, Progress progress)
            throws InterruptedException {
        Map<String, List<DeadDelivery>> bySink = new LinkedHashMap<>();
        for (DeadDelivery letter : letters) {
            bySink.computeIfAbsent(letter.sink(), name -> new ArrayList<>()).add(letter);
        }
        List<Outcome> outcomes = new ArrayList<>();
        for (Map.Entry<String, List<DeadDelivery>> entry : bySink.entrySet()) {
            outcomes.add(send(entry.getKey(), entry.getValue(), progress));
        }
        return outcomes;
    }

    private Outcome send(String sink, List<DeadDelivery> letters, Progress progress)
            throws InterruptedException {
        Remote remote = sinks.get(sink);
        if (remote == null) {
            return new Outcome(
                    sink,
                    0,
                    because(
                            letters,
                            "the configuration has no webhook or Sentinel sink of this name"));
        }
        // A topic's dead delivery that was too large has no text any more.
        List<DeadDelivery> sendable = letters.stream().filter(l -> !l.body().isEmpty()).toList();
        List<DeadDelivery> remaining =
                new ArrayList<>(letters.stream().filter(l -> l.body().isEmpty()).toList());
        String trouble;
        try (Receiver receiver = remote.receivers().open()) {
            Redelivery.Result result =
                    new Redelivery(sink, receiver, clock)
                            .send(sendable, done -> progress.done(sink, done, sendable.size()));
            remaining.addAll(result.remaining());
            return new Outcome(sink, result.accepted(), remaining);
        } catch (IllegalStateException e) {
            trouble = reason(e.getMessage());
        }
        remaining.addAll(because(sendable, trouble));
        return new Outcome(sink, 0, remaining);
    }

    private static String reason(@Nullable String message) {
        return message == null ? "the receiver cannot be opened" : message;
    }

    private static List<DeadDelivery> because(List<DeadDelivery> letters, String reason) {
        return letters.stream()
                .map(
                        letter ->
                                new DeadDelivery(
                                        letter.sink(),
                                        letter.alertId(),
                                        letter.decidedAt(),
                                        reason,
                                        null,
                                        letter.body()))
                .toList();
    }
}

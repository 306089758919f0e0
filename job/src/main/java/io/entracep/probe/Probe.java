package io.entracep.probe;

import io.entracep.output.KafkaOutput;
import io.entracep.run.DeadLetterTarget;
import io.entracep.run.RunConfig;
import io.entracep.run.SinkConfig;
import io.entracep.run.SinkConfig.Remote;
import io.entracep.source.KafkaSettings;
import java.io.PrintStream;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

/** Tries everything that a configuration names; one thing that fails hides no other. */
public final class Probe {
    private final RunConfig config;
    private final InstantSource clock;
    private final PrintStream out;
    private final String id = UUID.randomUUID().toString();

    /**
     * @param out where a console sink shows the synthetic alert
     */
    public Probe(RunConfig config, InstantSource clock, PrintStream out) {
        this.config = config;
        this.clock = clock;
        this.out = out;
    }

    /** All of it; tells each finding when it is there. */
    public List<Finding> run(Consumer<Finding> told) throws InterruptedException {
        List<Finding> all = new ArrayList<>();
        Consumer<Finding> keep =
                finding -> {
                    all.add(finding);
                    told.accept(finding);
                };
        BrokerProbe source = new BrokerProbe(config.source(), clock);
        Finding login = source.login("source");
        keep.accept(login);
        if (login.works()) {
            source.reading("source").forEach(keep);
        }
        String state = config.checkpoints().directory();
        if (state != null) {
            keep.accept(StoreProbe.of("checkpoints.directory", state, id));
        }
        SinkProbe sinks = new SinkProbe(id, clock, out);
        for (SinkConfig sink : config.sinks()) {
            keep.accept(sinks.probe(sink, config.source().groupId()));
        }
        deadLetters("dead-letters", config.deadLetters(), keep);
        DeadLetterTarget refused = config.alertDeadLetters();
        if (refused != null) {
            deadLetters("alert-dead-letters", refused, keep);
        }
        return all;
    }

    /** What {@code config check --connect} asks: writes nothing anywhere. */
    public List<Finding> connections() {
        List<Finding> all = new ArrayList<>();
        all.add(new BrokerProbe(config.source(), clock).login("source"));
        for (SinkConfig sink : config.sinks()) {
            String what = "sinks." + sink.name();
            if (sink.destination() instanceof SinkConfig.Topic topic) {
                all.add(new BrokerProbe(settings(topic.output()), clock).login(what));
            } else if (sink.destination() instanceof Remote remote) {
                all.add(opened(what, remote));
            }
        }
        deadLetters("dead-letters", config.deadLetters(), all::add);
        DeadLetterTarget refused = config.alertDeadLetters();
        if (refused != null) {
            deadLetters("alert-dead-letters", refused, all::add);
        }
        return all;
    }

    private static Finding opened(String what, Remote remote) {
        try {
            remote.receivers().open().close();
            return new Finding(what, true, "Its secrets and certificates can be used here.");
        } catch (IllegalStateException e) {
            return new Finding(what, false, String.valueOf(e.getMessage()));
        }
    }

    private void deadLetters(String what, DeadLetterTarget target, Consumer<Finding> keep) {
        if (target instanceof DeadLetterTarget.Topic topic) {
            keep.accept(new BrokerProbe(settings(topic.output()), clock).login(what));
        }
    }

    private KafkaSettings settings(KafkaOutput output) {
        return KafkaSettings.of(
                output.bootstrapServers(),
                List.of(output.topic()),
                config.source().groupId(),
                output.security());
    }
}

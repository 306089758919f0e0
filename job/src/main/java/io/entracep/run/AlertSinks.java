package io.entracep.run;

import io.entracep.alert.Alert;
import io.entracep.outbox.Acceptances;
import io.entracep.outbox.DeadDelivery;
import io.entracep.outbox.DeadDeliveryFile;
import io.entracep.outbox.DeadDeliveryTopic;
import io.entracep.outbox.OutboxSink;
import io.entracep.output.ConsoleSink;
import io.entracep.output.KafkaAlertSinkFactory;
import io.entracep.output.LineFileSink;
import io.entracep.run.SinkConfig.Console;
import io.entracep.run.SinkConfig.LocalFile;
import io.entracep.run.SinkConfig.Remote;
import io.entracep.run.SinkConfig.Topic;
import io.entracep.state.Erasure;
import io.entracep.told.MarkedSink;
import io.entracep.told.Marks;
import io.entracep.told.TellOperator;
import io.entracep.told.ToldSettings;
import io.entracep.told.ToldSettings.LogSettings;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamSink;
import org.jspecify.annotations.Nullable;

/**
 * Puts sinks at the end of the graph: the operator that knows what was told, whose uid is {@code
 * told-<name>}, then the sink, whose uid is {@code sink-<name>}.
 */
final class AlertSinks {
    private final @Nullable DeadLetterTarget deadLetters;
    private final @Nullable LogSettings log;
    private final Erasure erasure;

    /**
     * @param deadLetters for alerts that a receiver refused; null where no sink has a receiver
     * @param log where what was told is kept, with a folder for all sinks; null for nowhere
     * @param erasure who is taken out of the state that they begin with
     */
    AlertSinks(@Nullable DeadLetterTarget deadLetters, @Nullable LogSettings log, Erasure erasure) {
        this.deadLetters = deadLetters;
        this.log = log;
        this.erasure = erasure;
    }

    void attach(DataStream<Alert> alerts, SinkConfig sink) {
        LogSettings ofSink = log == null ? null : log.of(sink.name());
        SinkConfig.Destination destination = sink.destination();
        ToldSettings settings =
                new ToldSettings(
                        sink.name(),
                        sink.filter(),
                        destination.mostAlerts(),
                        destination.updateInterval().toMillis(),
                        ofSink);
        Acceptances marks = ofSink == null ? Acceptances.UNHEARD : new Marks(ofSink);
        to(TellOperator.tell(alerts, settings, erasure), sink, marks)
                .name(sink.name())
                .uid("sink-" + sink.name());
    }

    private DataStreamSink<Alert> to(DataStream<Alert> told, SinkConfig sink, Acceptances marks) {
        SinkConfig.Destination destination = sink.destination();
        if (destination instanceof LocalFile file) {
            return told.sinkTo(
                            new MarkedSink(
                                    new LineFileSink<>(file.path(), file.format()::text), marks))
                    .setParallelism(1);
        }
        if (destination instanceof Topic topic) {
            return told.sinkTo(
                    new MarkedSink(
                            KafkaAlertSinkFactory.create(topic.output(), topic.format()::text),
                            marks));
        }
        if (destination instanceof Console) {
            return told.sinkTo(new MarkedSink(new ConsoleSink(), marks));
        }
        Remote remote = (Remote) destination;
        return told.sinkTo(
                        new OutboxSink(
                                sink.name(),
                                remote.receivers(),
                                remote.body(),
                                remote.outbox(),
                                deadDeliveries(),
                                marks,
                                erasure))
                .setParallelism(1);
    }

    private Sink<DeadDelivery> deadDeliveries() {
        if (deadLetters instanceof DeadLetterTarget.LocalFile file) {
            return new DeadDeliveryFile(file.path());
        }
        if (deadLetters instanceof DeadLetterTarget.Topic topic) {
            return DeadDeliveryTopic.create(topic.output());
        }
        throw new IllegalStateException("The reader wants dead letters for sinks with a receiver");
    }
}

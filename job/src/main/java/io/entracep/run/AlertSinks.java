package io.entracep.run;

import io.entracep.alert.Alert;
import io.entracep.outbox.DeadDelivery;
import io.entracep.outbox.DeadDeliveryFile;
import io.entracep.outbox.DeadDeliveryTopic;
import io.entracep.outbox.OutboxSink;
import io.entracep.output.ConsoleSink;
import io.entracep.output.KafkaAlertSinkFactory;
import io.entracep.output.LineFileSink;
import io.entracep.pipeline.AlertFilterFunction;
import io.entracep.pipeline.StormGuard;
import io.entracep.run.SinkConfig.Console;
import io.entracep.run.SinkConfig.LocalFile;
import io.entracep.run.SinkConfig.Remote;
import io.entracep.run.SinkConfig.Topic;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamSink;
import org.jspecify.annotations.Nullable;

/**
 * Puts sinks at the end of the graph: filter, then the storm guard where people are paged, then the
 * sink, whose uid is {@code sink-<name>}.
 */
final class AlertSinks {
    private final @Nullable DeadLetterTarget deadLetters;

    /**
     * @param deadLetters for alerts that a receiver refused; null where no sink has a receiver
     */
    AlertSinks(@Nullable DeadLetterTarget deadLetters) {
        this.deadLetters = deadLetters;
    }

    void attach(DataStream<Alert> alerts, SinkConfig sink) {
        DataStream<Alert> wanted = AlertFilterFunction.filter(alerts, sink.filter(), sink.name());
        to(wanted, sink).name(sink.name()).uid("sink-" + sink.name());
    }

    private DataStreamSink<Alert> to(DataStream<Alert> alerts, SinkConfig sink) {
        SinkConfig.Destination destination = sink.destination();
        if (destination instanceof LocalFile file) {
            return alerts.sinkTo(new LineFileSink<>(file.path(), file.format()::text))
                    .setParallelism(1);
        }
        if (destination instanceof Topic topic) {
            return alerts.sinkTo(
                    KafkaAlertSinkFactory.create(topic.output(), topic.format()::text));
        }
        DataStream<Alert> guarded = StormGuard.guard(alerts, sink.name());
        if (destination instanceof Console) {
            return guarded.sinkTo(new ConsoleSink());
        }
        Remote remote = (Remote) destination;
        return guarded.sinkTo(
                        new OutboxSink(
                                sink.name(),
                                remote.receivers(),
                                remote.body(),
                                remote.outbox(),
                                deadDeliveries()))
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

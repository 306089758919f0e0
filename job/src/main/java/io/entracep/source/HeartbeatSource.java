package io.entracep.source;

import io.entracep.decode.Decoded;
import java.io.IOException;
import java.time.InstantSource;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.java.typeutils.ResultTypeQueryable;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.KafkaSourceEnumState;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * The Kafka source with a {@link Heartbeat} and a {@link PatientDiscovery}. Its splits and state
 * are those of the Kafka source, so that a savepoint fits either.
 */
final class HeartbeatSource
        implements Source<Decoded, KafkaPartitionSplit, KafkaSourceEnumState>,
                ResultTypeQueryable<Decoded> {

    private static final long serialVersionUID = 1L;

    private final KafkaSource<Decoded> source;
    private final KafkaSettings settings;
    private final Heartbeat heartbeat;

    HeartbeatSource(KafkaSource<Decoded> source, KafkaSettings settings, Heartbeat heartbeat) {
        this.source = source;
        this.settings = settings;
        this.heartbeat = heartbeat;
    }

    @Override
    public SourceReader<Decoded, KafkaPartitionSplit> createReader(SourceReaderContext context)
            throws Exception {
        return new HeartbeatReader(
                source.createReader(context), heartbeat, new BrokerEnds(settings));
    }

    @Override
    public SplitEnumerator<KafkaPartitionSplit, KafkaSourceEnumState> createEnumerator(
            SplitEnumeratorContext<KafkaPartitionSplit> context) {
        return source.createEnumerator(patient(context));
    }

    @Override
    public SplitEnumerator<KafkaPartitionSplit, KafkaSourceEnumState> restoreEnumerator(
            SplitEnumeratorContext<KafkaPartitionSplit> context, KafkaSourceEnumState state)
            throws IOException {
        return source.restoreEnumerator(patient(context), state);
    }

    private static SplitEnumeratorContext<KafkaPartitionSplit> patient(
            SplitEnumeratorContext<KafkaPartitionSplit> context) {
        return new PatientDiscovery<>(context, InstantSource.system());
    }

    @Override
    public SimpleVersionedSerializer<KafkaPartitionSplit> getSplitSerializer() {
        return source.getSplitSerializer();
    }

    @Override
    public SimpleVersionedSerializer<KafkaSourceEnumState> getEnumeratorCheckpointSerializer() {
        return source.getEnumeratorCheckpointSerializer();
    }

    @Override
    public Boundedness getBoundedness() {
        return source.getBoundedness();
    }

    @Override
    public TypeInformation<Decoded> getProducedType() {
        return source.getProducedType();
    }
}

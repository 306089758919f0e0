package io.entracep.source;

import io.entracep.decode.Decoded;
import java.io.IOException;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.java.typeutils.ResultTypeQueryable;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * A Kafka source that tells what is decided by, before any record and with each edit. One process
 * reads the files, the enumerator; its checkpoint is the truth. Every subtask hears of it in band.
 */
final class RulebookSource
        implements Source<Decoded, KafkaPartitionSplit, RulebookState>,
                ResultTypeQueryable<Decoded> {
    private static final long serialVersionUID = 1L;

    private final HeartbeatSource source;
    private final KafkaRecordSchema schema;
    private final Reread reread;

    /**
     * @param schema of the source, told of edits in the task's thread
     */
    RulebookSource(HeartbeatSource source, KafkaRecordSchema schema, Reread reread) {
        this.source = source;
        this.schema = schema;
        this.reread = reread;
    }

    @Override
    public SourceReader<Decoded, KafkaPartitionSplit> createReader(SourceReaderContext context)
            throws Exception {
        return new RulebookReader(source.createReader(context), schema);
    }

    @Override
    public SplitEnumerator<KafkaPartitionSplit, RulebookState> createEnumerator(
            SplitEnumeratorContext<KafkaPartitionSplit> context) {
        return new RulebookEnumerator(
                source.createEnumerator(context), context, reread, reread.first());
    }

    @Override
    public SplitEnumerator<KafkaPartitionSplit, RulebookState> restoreEnumerator(
            SplitEnumeratorContext<KafkaPartitionSplit> context, RulebookState state)
            throws IOException {
        return RulebookEnumerator.restored(
                source.restoreEnumerator(context, state.partitions()),
                context,
                reread,
                state.rulebooks());
    }

    @Override
    public SimpleVersionedSerializer<KafkaPartitionSplit> getSplitSerializer() {
        return source.getSplitSerializer();
    }

    @Override
    public SimpleVersionedSerializer<RulebookState> getEnumeratorCheckpointSerializer() {
        return new RulebookStateSerializer(source.getEnumeratorCheckpointSerializer());
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

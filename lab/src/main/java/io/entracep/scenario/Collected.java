package io.entracep.scenario;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.api.common.accumulators.SerializedListAccumulator;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.jspecify.annotations.Nullable;

/** Keeps what passes for whoever started the job; for small streams of a bounded run. */
final class Collected<T> extends RichMapFunction<T, T> {
    private static final long serialVersionUID = 1L;

    private final String name;
    private final TypeInformation<T> type;
    private final TypeSerializer<T> serializer;
    private transient @Nullable SerializedListAccumulator<T> kept;

    Collected(String name, TypeInformation<T> type) {
        this.name = name;
        this.type = type;
        this.serializer = type.createSerializer(new SerializerConfigImpl());
    }

    String name() {
        return name;
    }

    TypeInformation<T> type() {
        return type;
    }

    @Override
    public void open(OpenContext openContext) {
        kept = new SerializedListAccumulator<>();
        getRuntimeContext().addAccumulator(name, kept);
    }

    @Override
    public T map(T value) throws IOException {
        Objects.requireNonNull(kept).add(value, serializer);
        return value;
    }

    /** What a finished job kept, in the order in which it passed. */
    List<T> in(JobExecutionResult result) throws IOException, ClassNotFoundException {
        ArrayList<byte[]> bytes = result.getAccumulatorResult(name);
        return bytes == null
                ? List.of()
                : SerializedListAccumulator.deserializeList(bytes, serializer);
    }
}

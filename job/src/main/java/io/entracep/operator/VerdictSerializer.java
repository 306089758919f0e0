package io.entracep.operator;

import io.entracep.detection.Finding;
import io.entracep.detection.Severity;
import io.entracep.detection.Stage;
import io.entracep.detection.Verdict;
import io.entracep.serial.EntitySerializer;
import io.entracep.serial.ImmutableSerializer;
import io.entracep.serial.ObservationSerializer;
import io.entracep.signal.Entity;
import io.entracep.signal.Observation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.types.StringValue;

/** What the loop says. Never part of state. */
final class VerdictSerializer extends ImmutableSerializer<Verdict> {
    static final VerdictSerializer INSTANCE = new VerdictSerializer();

    private static final long serialVersionUID = 1L;

    @Override
    protected int version() {
        return 1;
    }

    @Override
    protected String typeName() {
        return "Verdict";
    }

    @Override
    protected void write(Verdict verdict, DataOutputView out) throws IOException {
        writeFinding(verdict.finding(), out);
        out.writeBoolean(verdict.active());
        out.writeLong(verdict.decidedAt());
        out.writeInt(verdict.revision());
        out.writeBoolean(verdict.late());
    }

    @Override
    protected Verdict read(int version, DataInputView in) throws IOException {
        return new Verdict(
                readFinding(in), in.readBoolean(), in.readLong(), in.readInt(), in.readBoolean());
    }

    private static void writeFinding(Finding finding, DataOutputView out) throws IOException {
        StringValue.writeString(finding.detectionId(), out);
        EntitySerializer.INSTANCE.serialize(finding.entity(), out);
        Entity subject = finding.subject();
        out.writeBoolean(subject != null);
        if (subject != null) {
            EntitySerializer.INSTANCE.serialize(subject, out);
        }
        StringValue.writeString(finding.anchor(), out);
        out.writeLong(finding.anchorTime());
        out.writeLong(finding.dueAt());
        StringValue.writeString(finding.severity().label(), out);
        out.writeInt(finding.stages().size());
        for (Stage stage : finding.stages()) {
            StringValue.writeString(stage.name(), out);
            out.writeInt(stage.observations().size());
            for (Observation observation : stage.observations()) {
                ObservationSerializer.INSTANCE.serialize(observation, out);
            }
        }
        out.writeInt(finding.values().size());
        for (Map.Entry<String, String> value : finding.values().entrySet()) {
            StringValue.writeString(value.getKey(), out);
            StringValue.writeString(value.getValue(), out);
        }
    }

    private static Finding readFinding(DataInputView in) throws IOException {
        String detectionId = StringValue.readString(in);
        Entity entity = EntitySerializer.INSTANCE.deserialize(in);
        Entity subject = in.readBoolean() ? EntitySerializer.INSTANCE.deserialize(in) : null;
        return new Finding(
                detectionId,
                entity,
                subject,
                StringValue.readString(in),
                in.readLong(),
                in.readLong(),
                Severity.ofLabel(StringValue.readString(in)),
                readStages(in),
                readValues(in));
    }

    private static List<Stage> readStages(DataInputView in) throws IOException {
        int count = in.readInt();
        List<Stage> stages = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            String name = StringValue.readString(in);
            int size = in.readInt();
            List<Observation> observations = new ArrayList<>(size);
            for (int j = 0; j < size; j++) {
                observations.add(ObservationSerializer.INSTANCE.deserialize(in));
            }
            stages.add(new Stage(name, observations));
        }
        return stages;
    }

    private static Map<String, String> readValues(DataInputView in) throws IOException {
        int count = in.readInt();
        Map<String, String> values = new TreeMap<>();
        for (int i = 0; i < count; i++) {
            String name = StringValue.readString(in);
            values.put(name, StringValue.readString(in));
        }
        return values;
    }

    @Override
    public Verdict createInstance() {
        Finding finding =
                Finding.of("", EntitySerializer.INSTANCE.createInstance(), "", 0, Severity.LOW)
                        .build();
        return new Verdict(finding, false, 0, 0, false);
    }

    @Override
    public TypeSerializerSnapshot<Verdict> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Written beside the state of operators that buffer verdicts. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<Verdict> {
        public Snapshot() {
            super(() -> INSTANCE);
        }
    }
}

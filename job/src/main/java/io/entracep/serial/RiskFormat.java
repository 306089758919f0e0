package io.entracep.serial;

import static io.entracep.serial.Presence.bit;

import io.entracep.event.Risk;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** The block of a {@link Risk}. */
final class RiskFormat {

    private RiskFormat() {}

    static void write(Risk risk, DataOutputView out) throws IOException {
        long bits =
                bit(0, risk.type())
                        | bit(1, risk.level())
                        | bit(2, risk.state())
                        | bit(3, risk.detail())
                        | bit(4, risk.requestId());
        Varint.write(bits, out);
        Text.writeOptional(risk.type(), out);
        Text.writeOptional(risk.level(), out);
        Text.writeOptional(risk.state(), out);
        Text.writeOptional(risk.detail(), out);
        Text.writeOptional(risk.requestId(), out);
    }

    static Risk read(DataInputView in) throws IOException {
        long bits = Presence.read(in, "Risk", 5);
        return new Risk(
                Text.readOptional(bits, 0, in),
                Text.readOptional(bits, 1, in),
                Text.readOptional(bits, 2, in),
                Text.readOptional(bits, 3, in),
                Text.readOptional(bits, 4, in));
    }
}

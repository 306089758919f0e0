package io.entracep.serial;

import static io.entracep.serial.Presence.bit;

import io.entracep.event.Party;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** The block of a {@link Party}. */
final class PartyFormat {

    private PartyFormat() {}

    static void write(Party party, DataOutputView out) throws IOException {
        Varint.write(bit(0, party.kind()) | bit(1, party.id()) | bit(2, party.name()), out);
        Text.writeOptional(party.kind(), out);
        Text.writeOptional(party.id(), out);
        Text.writeOptional(party.name(), out);
    }

    static Party read(DataInputView in) throws IOException {
        long bits = Presence.read(in, "Party", 3);
        return new Party(
                Text.readOptional(bits, 0, in),
                Text.readOptional(bits, 1, in),
                Text.readOptional(bits, 2, in));
    }
}

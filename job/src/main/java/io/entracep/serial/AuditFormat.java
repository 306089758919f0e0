package io.entracep.serial;

import static io.entracep.serial.Presence.bit;
import static io.entracep.serial.Presence.bitIf;
import static io.entracep.serial.Presence.has;

import io.entracep.event.Audit;
import io.entracep.event.Change;
import io.entracep.event.RoleReference;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** The block of an {@link Audit}, with those of its {@link RoleReference} and {@link Change}s. */
final class AuditFormat {

    private static final int SERVICE = 0;
    private static final int OPERATION_TYPE = 1;
    private static final int REASON = 2;
    private static final int INITIATING_APP = 3;
    private static final int ROLE = 4;
    private static final int TARGETS = 5;
    private static final int CHANGES = 6;
    private static final int DETAILS = 7;
    private static final int KNOWN = 8;

    private AuditFormat() {}

    static void write(Audit audit, DataOutputView out) throws IOException {
        long bits =
                bit(SERVICE, audit.service())
                        | bit(OPERATION_TYPE, audit.operationType())
                        | bit(REASON, audit.reason())
                        | bit(INITIATING_APP, audit.initiatingApp())
                        | bit(ROLE, audit.role())
                        | bitIf(!audit.targets().isEmpty(), TARGETS)
                        | bitIf(!audit.changes().isEmpty(), CHANGES)
                        | bitIf(!audit.details().isEmpty(), DETAILS);
        Varint.write(bits, out);
        Text.writeOptional(audit.service(), out);
        Text.writeOptional(audit.operationType(), out);
        Text.writeOptional(audit.reason(), out);
        Text.writeOptional(audit.initiatingApp(), out);
        if (audit.role() != null) {
            writeRole(audit.role(), out);
        }
        if (has(bits, TARGETS)) {
            Collected.writeList(audit.targets(), PartyFormat::write, out);
        }
        if (has(bits, CHANGES)) {
            Collected.writeList(audit.changes(), AuditFormat::writeChange, out);
        }
        if (has(bits, DETAILS)) {
            Collected.writeTexts(audit.details(), out);
        }
    }

    static Audit read(DataInputView in) throws IOException {
        long bits = Presence.read(in, "Audit", KNOWN);
        return new Audit(
                Text.readOptional(bits, SERVICE, in),
                Text.readOptional(bits, OPERATION_TYPE, in),
                Text.readOptional(bits, REASON, in),
                Text.readOptional(bits, INITIATING_APP, in),
                has(bits, ROLE) ? readRole(in) : null,
                has(bits, TARGETS) ? Collected.readList(PartyFormat::read, in) : List.of(),
                has(bits, CHANGES) ? Collected.readList(AuditFormat::readChange, in) : List.of(),
                has(bits, DETAILS) ? Collected.readTexts(in) : Map.of());
    }

    private static void writeRole(RoleReference role, DataOutputView out) throws IOException {
        Varint.write(bit(0, role.templateId()) | bit(1, role.name()), out);
        Text.writeOptional(role.templateId(), out);
        Text.writeOptional(role.name(), out);
    }

    private static RoleReference readRole(DataInputView in) throws IOException {
        long bits = Presence.read(in, "RoleReference", 2);
        return new RoleReference(Text.readOptional(bits, 0, in), Text.readOptional(bits, 1, in));
    }

    private static void writeChange(Change change, DataOutputView out) throws IOException {
        Varint.write(bit(0, change.oldValue()) | bit(1, change.newValue()), out);
        Text.write(change.name(), out);
        Text.writeOptional(change.oldValue(), out);
        Text.writeOptional(change.newValue(), out);
    }

    private static Change readChange(DataInputView in) throws IOException {
        long bits = Presence.read(in, "Change", 2);
        return new Change(
                Text.read(in), Text.readOptional(bits, 0, in), Text.readOptional(bits, 1, in));
    }
}

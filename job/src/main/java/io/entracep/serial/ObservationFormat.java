package io.entracep.serial;

import static io.entracep.serial.Presence.bit;
import static io.entracep.serial.Presence.bitIf;
import static io.entracep.serial.Presence.has;

import io.entracep.event.EntraEvent;
import io.entracep.signal.Derivation;
import io.entracep.signal.Entity;
import io.entracep.signal.Observation;
import io.entracep.signal.SignalSet;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/**
 * The block of an {@link Observation}, with that of its {@link Derivation}. The entity's tenant is
 * the event's and its id mostly the actor's or the network's: what the event tells is not written
 * again, and is the same instance again once read.
 */
final class ObservationFormat {

    private static final int TENANT = 0;
    private static final int ID_IS_ACTOR = 1;
    private static final int ID_IS_NETWORK = 2;
    private static final int HIGH_SIGNALS = 3;
    private static final int DERIVATION = 4;
    private static final int RULES = 5;
    private static final int KNOWN = 6;

    private ObservationFormat() {}

    static void write(Observation observation, DataOutputView out) throws IOException {
        Entity entity = observation.entity();
        EntraEvent event = observation.event();
        SignalSet signals = observation.signals();
        boolean isActor = entity.id().equals(event.actorId());
        boolean isNetwork = !isActor && entity.id().equals(event.origin().network());
        long bits =
                bitIf(!entity.tenantId().equals(event.tenantId()), TENANT)
                        | bitIf(isActor, ID_IS_ACTOR)
                        | bitIf(isNetwork, ID_IS_NETWORK)
                        | bitIf(signals.high() != 0, HIGH_SIGNALS)
                        | bit(DERIVATION, observation.derivation())
                        | bitIf(signals.rules().length > 0, RULES);
        Varint.write(bits, out);
        EventFormat.write(event, out);
        Varint.write(entity.type().number(), out);
        if (has(bits, TENANT)) {
            Text.write(entity.tenantId(), out);
        }
        if (!isActor && !isNetwork) {
            Text.write(entity.id(), out);
        }
        Varint.write(observation.roles(), out);
        Varint.write(signals.low(), out);
        if (has(bits, HIGH_SIGNALS)) {
            Varint.write(signals.high(), out);
        }
        if (has(bits, RULES)) {
            RuleNumbers.write(signals.rules(), out);
        }
        if (observation.derivation() != null) {
            writeDerivation(observation.derivation(), out);
        }
    }

    static Observation read(DataInputView in) throws IOException {
        long bits = Presence.read(in, "Observation", KNOWN);
        EntraEvent event = EventFormat.read(in);
        Entity entity =
                new Entity(
                        EntityFormat.TYPES.read(in),
                        has(bits, TENANT) ? Text.read(in) : event.tenantId(),
                        readId(bits, event, in));
        int roles = (int) Varint.read(in);
        long low = Varint.read(in);
        long high = has(bits, HIGH_SIGNALS) ? Varint.read(in) : 0;
        long[] rules = RuleNumbers.read(bits, RULES, in);
        return new Observation(
                entity,
                roles,
                new SignalSet(low, high, rules),
                event,
                has(bits, DERIVATION) ? readDerivation(in) : null);
    }

    private static String readId(long bits, EntraEvent event, DataInputView in) throws IOException {
        boolean shared = has(bits, ID_IS_ACTOR) || has(bits, ID_IS_NETWORK);
        @Nullable String id =
                !shared
                        ? Text.read(in)
                        : has(bits, ID_IS_ACTOR) ? event.actorId() : event.origin().network();
        if (id == null) {
            throw new IOException("Corrupt data: an observation names an id its event lacks");
        }
        return id;
    }

    private static void writeDerivation(Derivation derivation, DataOutputView out)
            throws IOException {
        long bits =
                bitIf(!derivation.values().isEmpty(), 0)
                        | bitIf(!derivation.evidence().isEmpty(), 1);
        Varint.write(bits, out);
        Text.write(derivation.detectionId(), out);
        Text.write(derivation.findingId(), out);
        Text.write(derivation.severity(), out);
        if (has(bits, 0)) {
            Collected.writeTexts(derivation.values(), out);
        }
        if (has(bits, 1)) {
            Collected.writeList(derivation.evidence(), ObservationFormat::write, out);
        }
    }

    private static Derivation readDerivation(DataInputView in) throws IOException {
        long bits = Presence.read(in, "Derivation", 2);
        return new Derivation(
                Text.read(in),
                Text.read(in),
                Text.read(in),
                has(bits, 0) ? Collected.readTexts(in) : Map.of(),
                has(bits, 1) ? Collected.readList(ObservationFormat::read, in) : List.of());
    }
}

package io.entracep.serial;

import static io.entracep.serial.Presence.bit;
import static io.entracep.serial.Presence.bitIf;
import static io.entracep.serial.Presence.has;

import io.entracep.event.Category;
import io.entracep.event.Device;
import io.entracep.event.EntraEvent;
import io.entracep.event.Origin;
import io.entracep.event.Outcome;
import java.io.IOException;
import java.util.Map;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** The block of an {@link EntraEvent}. What can be told from another component is not written. */
final class EventFormat {

    private static final Numbers<Category> CATEGORIES =
            new Numbers<>(Category.class, Category::number);
    private static final Numbers<Outcome> OUTCOMES = new Numbers<>(Outcome.class, Outcome::number);

    /** Set where the name is not the vendor's name of the category, which is the rule. */
    private static final int CATEGORY_NAME = 0;

    private static final int ENVELOPE_TIME = 1;
    private static final int TIME_SUSPECT = 2;

    /** Set where the name as logged differs from the normalised one. */
    private static final int ACTIVITY_NAME = 3;

    private static final int ACTOR = 4;
    private static final int ORIGIN = 5;
    private static final int DEVICE = 6;
    private static final int CORRELATION_ID = 7;
    private static final int SIGN_IN = 8;
    private static final int AUDIT = 9;
    private static final int RISK = 10;
    private static final int FIELDS = 11;
    private static final int KNOWN = 12;

    private EventFormat() {}

    static void write(EntraEvent event, DataOutputView out) throws IOException {
        long bits = bits(event);
        Varint.write(bits, out);
        Text.write(event.tenantId(), out);
        Text.write(event.id(), out);
        Varint.write(event.category().number(), out);
        if (has(bits, CATEGORY_NAME)) {
            Text.write(event.categoryName(), out);
        }
        Varint.write(event.time(), out);
        if (has(bits, ENVELOPE_TIME)) {
            Varint.write(Varint.fold(event.envelopeTime() - event.time()), out);
        }
        Text.write(event.activity(), out);
        if (has(bits, ACTIVITY_NAME)) {
            Text.write(event.activityName(), out);
        }
        Varint.write(event.outcome().number(), out);
        writeNested(event, bits, out);
    }

    private static void writeNested(EntraEvent event, long bits, DataOutputView out)
            throws IOException {
        if (event.actor() != null) {
            PartyFormat.write(event.actor(), out);
        }
        if (has(bits, ORIGIN)) {
            OriginFormat.write(event.origin(), out);
        }
        if (has(bits, DEVICE)) {
            DeviceFormat.write(event.device(), out);
        }
        Text.writeOptional(event.correlationId(), out);
        if (event.signIn() != null) {
            SignInFormat.write(event.signIn(), out);
        }
        if (event.audit() != null) {
            AuditFormat.write(event.audit(), out);
        }
        if (event.risk() != null) {
            RiskFormat.write(event.risk(), out);
        }
        if (!event.fields().isEmpty()) {
            Collected.writeTexts(event.fields(), out);
        }
    }

    private static long bits(EntraEvent event) {
        return bitIf(!event.categoryName().equals(event.category().logName()), CATEGORY_NAME)
                | bitIf(event.envelopeTime() != event.time(), ENVELOPE_TIME)
                | bitIf(event.timeSuspect(), TIME_SUSPECT)
                | bitIf(!event.activityName().equals(event.activity()), ACTIVITY_NAME)
                | bit(ACTOR, event.actor())
                | bitIf(!event.origin().equals(Origin.NONE), ORIGIN)
                | bitIf(!event.device().equals(Device.NONE), DEVICE)
                | bit(CORRELATION_ID, event.correlationId())
                | bit(SIGN_IN, event.signIn())
                | bit(AUDIT, event.audit())
                | bit(RISK, event.risk())
                | bitIf(!event.fields().isEmpty(), FIELDS);
    }

    static EntraEvent read(DataInputView in) throws IOException {
        long bits = Presence.read(in, "EntraEvent", KNOWN);
        String tenantId = Text.read(in);
        String id = Text.read(in);
        Category category = CATEGORIES.read(in);
        String categoryName = has(bits, CATEGORY_NAME) ? Text.read(in) : category.logName();
        long time = Varint.read(in);
        long lag = has(bits, ENVELOPE_TIME) ? Varint.unfold(Varint.read(in)) : 0;
        String activity = Text.read(in);
        return new EntraEvent(
                tenantId,
                id,
                category,
                categoryName,
                time,
                time + lag,
                has(bits, TIME_SUSPECT),
                activity,
                has(bits, ACTIVITY_NAME) ? Text.read(in) : activity,
                OUTCOMES.read(in),
                has(bits, ACTOR) ? PartyFormat.read(in) : null,
                has(bits, ORIGIN) ? OriginFormat.read(in) : Origin.NONE,
                has(bits, DEVICE) ? DeviceFormat.read(in) : Device.NONE,
                Text.readOptional(bits, CORRELATION_ID, in),
                has(bits, SIGN_IN) ? SignInFormat.read(in) : null,
                has(bits, AUDIT) ? AuditFormat.read(in) : null,
                has(bits, RISK) ? RiskFormat.read(in) : null,
                has(bits, FIELDS) ? Collected.readTexts(in) : Map.of());
    }
}

package io.entracep.decode;

import io.entracep.event.Category;
import org.jspecify.annotations.Nullable;

/**
 * When it happened.
 *
 * @param millis event time; the envelope's or the broker's where the record has none that can be
 *     read
 * @param envelopeMillis time of emission; the event time where the envelope has none
 * @param suspect no readable event time, or one too far ahead of the envelope's (of the broker's,
 *     where there is no envelope), or an envelope too far ahead of the broker
 */
record EventTime(long millis, long envelopeMillis, boolean suspect) {

    /** Beyond this a time ahead of its own emission is a wrong clock, not a delay. */
    private static final long TOLERANCE = 10 * 60_000L;

    /** Null where there is no time at all. */
    static @Nullable EventTime of(RawRecord record, Category category, long brokerTime) {
        long envelope = Times.parse(record.outer.get(Field.TIME), record.dates);
        if (envelope == Times.NONE) {
            envelope = Times.parse(record.outer.get(Field.TIME_GENERATED), record.dates);
        }
        if (envelope == Times.NONE && record.hasProperties()) {
            envelope = Times.parse(record.outer.get(Field.CREATED_TIME), record.dates);
        }
        long broker = brokerTime > 0 ? brokerTime : Times.NONE;
        // Whoever can write the event's time can write the envelope's; the broker's nobody can.
        boolean invented =
                envelope != Times.NONE && broker != Times.NONE && envelope - broker > TOLERANCE;
        long event = event(record, category, envelope);
        long emission = envelope != Times.NONE && !invented ? envelope : broker;
        if (event == Times.NONE) {
            return emission == Times.NONE ? null : new EventTime(emission, emission, true);
        }
        boolean ahead = emission != Times.NONE && event - emission > TOLERANCE;
        return new EventTime(event, envelope != Times.NONE ? envelope : event, ahead || invented);
    }

    /** Why there is none, naming the field and its value. */
    static String trouble(RawRecord record, Category category) {
        for (Field field : new Field[] {own(category), Field.TIME, Field.TIME_GENERATED}) {
            String text = record.present(field);
            if (text != null) {
                String told = "The time of the record, \"%s\", ".formatted(Values.cut(text, 60));
                if (Times.hasShortYear(text)) {
                    return told
                            + "has a year of two digits, and nothing in the file tells whether year, month or"
                            + " day comes first. Export years with four digits; if the year comes last, say"
                            + " --dates day-first or --dates month-first.";
                }
                return Times.isAmbiguous(text)
                        ? told
                                + "may have the day or the month first, and nothing in the file tells"
                                + " which. Say it with --dates day-first or --dates month-first."
                        : told + "cannot be read.";
            }
        }
        return "The record has no time: neither an own one nor that of an envelope.";
    }

    private static long event(RawRecord record, Category category, long envelope) {
        return switch (category) {
            case SIGN_IN,
                    NON_INTERACTIVE_SIGN_IN,
                    SERVICE_PRINCIPAL_SIGN_IN,
                    MANAGED_IDENTITY_SIGN_IN,
                    MICROSOFT_SERVICE_PRINCIPAL_SIGN_IN,
                    ADFS_SIGN_IN,
                    AUDIT,
                    RISKY_USER,
                    RISKY_SERVICE_PRINCIPAL -> {
                // A row of Log Analytics may have nothing but the time of the event under its name.
                long own = record.time(own(category));
                yield own == Times.NONE && record.present(own(category)) == null
                        ? record.time(Field.TIME_GENERATED)
                        : own;
            }
            case USER_RISK_EVENT, SERVICE_PRINCIPAL_RISK_EVENT ->
                    first(
                            first(record.time(own(category)), record.time(Field.DETECTED_TIME)),
                            record.time(Field.LAST_UPDATED));
            case PROVISIONING,
                    AZURE_ACTIVITY,
                    DOMAIN_SERVICES,
                    GRAPH_ACTIVITY,
                    KEY_VAULT,
                    OTHER,
                    FINDING ->
                    first(
                            first(envelope, record.time(Field.TIME_GENERATED)),
                            record.time(own(category)));
        };
    }

    /** The field that says when it happened. */
    private static Field own(Category category) {
        return switch (category) {
            case SIGN_IN,
                    NON_INTERACTIVE_SIGN_IN,
                    SERVICE_PRINCIPAL_SIGN_IN,
                    MANAGED_IDENTITY_SIGN_IN,
                    MICROSOFT_SERVICE_PRINCIPAL_SIGN_IN,
                    ADFS_SIGN_IN ->
                    Field.CREATED_TIME;
            case RISKY_USER, RISKY_SERVICE_PRINCIPAL -> Field.RISK_LAST_UPDATED;
            case AUDIT,
                    USER_RISK_EVENT,
                    SERVICE_PRINCIPAL_RISK_EVENT,
                    PROVISIONING,
                    AZURE_ACTIVITY,
                    DOMAIN_SERVICES,
                    GRAPH_ACTIVITY,
                    KEY_VAULT,
                    OTHER,
                    FINDING ->
                    Field.ACTIVITY_TIME;
        };
    }

    private static long first(long one, long other) {
        return one != Times.NONE ? one : other;
    }
}

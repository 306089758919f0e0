package io.entracep.decode;

import io.entracep.event.Category;

/**
 * When it happened.
 *
 * @param millis event time; the envelope's or the broker's where the record has none that can be
 *     read, 0 where there is no time at all
 * @param envelopeMillis time of emission; the event time where the envelope has none
 * @param suspect no readable event time, or one too far ahead of the envelope's (of the broker's,
 *     where there is no envelope)
 */
record EventTime(long millis, long envelopeMillis, boolean suspect) {

    /** Beyond this a time ahead of its own emission is a wrong clock, not a delay. */
    private static final long TOLERANCE = 10 * 60_000L;

    static EventTime of(RawRecord record, Category category, long brokerTime) {
        long envelope = Times.parse(record.outer.get(Field.TIME));
        if (envelope == Times.NONE) {
            envelope = Times.parse(record.outer.get(Field.TIME_GENERATED));
        }
        if (envelope == Times.NONE && record.hasProperties()) {
            envelope = Times.parse(record.outer.get(Field.CREATED_TIME));
        }
        long broker = brokerTime > 0 ? brokerTime : Times.NONE;
        long event = event(record, category, envelope);
        long emission = envelope != Times.NONE ? envelope : broker;
        if (event == Times.NONE) {
            long fallback = emission != Times.NONE ? emission : 0;
            return new EventTime(fallback, fallback, true);
        }
        boolean ahead = emission != Times.NONE && event - emission > TOLERANCE;
        return new EventTime(event, envelope != Times.NONE ? envelope : event, ahead);
    }

    private static long event(RawRecord record, Category category, long envelope) {
        return switch (category) {
            case SIGN_IN,
                    NON_INTERACTIVE_SIGN_IN,
                    SERVICE_PRINCIPAL_SIGN_IN,
                    MANAGED_IDENTITY_SIGN_IN,
                    MICROSOFT_SERVICE_PRINCIPAL_SIGN_IN,
                    ADFS_SIGN_IN ->
                    Times.parse(record.get(Field.CREATED_TIME));
            case AUDIT -> Times.parse(record.get(Field.ACTIVITY_TIME));
            case USER_RISK_EVENT, SERVICE_PRINCIPAL_RISK_EVENT ->
                    first(
                            first(
                                    Times.parse(record.get(Field.ACTIVITY_TIME)),
                                    Times.parse(record.get(Field.DETECTED_TIME))),
                            Times.parse(record.get(Field.LAST_UPDATED)));
            case RISKY_USER, RISKY_SERVICE_PRINCIPAL ->
                    Times.parse(record.get(Field.RISK_LAST_UPDATED));
            case PROVISIONING, AZURE_ACTIVITY, DOMAIN_SERVICES, GRAPH_ACTIVITY, OTHER, FINDING ->
                    first(
                            first(envelope, Times.parse(record.get(Field.TIME_GENERATED))),
                            Times.parse(record.get(Field.ACTIVITY_TIME)));
        };
    }

    private static long first(long one, long other) {
        return one != Times.NONE ? one : other;
    }
}

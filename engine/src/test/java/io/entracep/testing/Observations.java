package io.entracep.testing;

import io.entracep.event.Category;
import io.entracep.event.Device;
import io.entracep.event.EntraEvent;
import io.entracep.event.Origin;
import io.entracep.event.Outcome;
import io.entracep.event.Party;
import io.entracep.signal.Entity;
import io.entracep.signal.EntityType;
import io.entracep.signal.Observation;
import io.entracep.signal.Roles;
import io.entracep.signal.Signal;
import io.entracep.signal.SignalSet;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes observations of one invented user: {@code observation("e1").at(NOON).with(USER_CREATED)}.
 * Defaults: the user is the actor, in an audit record at {@link #START}, with no signal, no address
 * and no device.
 */
public final class Observations {
    /** When observations happen unless a test says otherwise. */
    public static final Instant START = Instant.parse("2026-03-02T12:00:00Z");

    private static final String TENANT = "5c1e0a31-0000-4000-8000-000000000001";
    private static final String USER = "5c1e0a31-0000-4000-8000-0000000000aa";

    private Observations() {}

    /** An observation whose event has this id. */
    public static Builder observation(String eventId) {
        return new Builder(eventId);
    }

    /** In the order in which a journal hands them out. */
    public static List<Observation> slice(Builder... observations) {
        return Arrays.stream(observations).map(Builder::build).sorted(Observation.ORDER).toList();
    }

    /** Collects what a test cares about. */
    public static final class Builder {
        private final String eventId;
        private Entity entity = new Entity(EntityType.USER, TENANT, USER);
        private int roles = Roles.ACTOR;
        private SignalSet signals = SignalSet.NONE;
        private long time = START.toEpochMilli();
        private @Nullable String ip;
        private @Nullable String deviceId;

        private Builder(String eventId) {
            this.eventId = eventId;
        }

        /** Event time. */
        public Builder at(Instant instant) {
            return at(instant.toEpochMilli());
        }

        /** Event time, milliseconds since the epoch. */
        public Builder at(long millis) {
            time = millis;
            return this;
        }

        /** Facts of the event, in addition to those it has. */
        public Builder with(Signal... more) {
            signals = signals.union(SignalSet.of(more));
            return this;
        }

        /** Whose observation it is. */
        public Builder of(Entity other) {
            entity = other;
            return this;
        }

        /** Parts that the entity plays, bits of {@link Roles}. */
        public Builder as(int anyRoles) {
            roles = anyRoles;
            return this;
        }

        /** Where from: an address, which is its own network. */
        public Builder from(@Nullable String address) {
            ip = address;
            return this;
        }

        /** The device of the event. */
        public Builder on(@Nullable String device) {
            deviceId = device;
            return this;
        }

        /** The observation. */
        public Observation build() {
            return new Observation(entity, roles, signals, event(), null);
        }

        private EntraEvent event() {
            return new EntraEvent(
                    entity.tenantId(),
                    eventId,
                    Category.AUDIT,
                    Category.AUDIT.logName(),
                    time,
                    time,
                    false,
                    "test activity",
                    "Test activity",
                    Outcome.SUCCESS,
                    new Party("User", USER, "user@example.com"),
                    new Origin(ip, ip, null, null, null, Double.NaN, Double.NaN, 0, null),
                    new Device(deviceId, null, null, null, null, false, false),
                    null,
                    null,
                    null,
                    null);
        }
    }
}

package io.entracep.serial;

import io.entracep.decode.Decoded;
import io.entracep.decode.Decoded.DeadLetter;
import io.entracep.decode.Decoded.Reason;
import io.entracep.event.Audit;
import io.entracep.event.Category;
import io.entracep.event.Change;
import io.entracep.event.Device;
import io.entracep.event.EntraEvent;
import io.entracep.event.Origin;
import io.entracep.event.Outcome;
import io.entracep.event.Party;
import io.entracep.event.Risk;
import io.entracep.event.RoleReference;
import io.entracep.event.SignIn;
import io.entracep.signal.Derivation;
import io.entracep.signal.Entity;
import io.entracep.signal.EntityType;
import io.entracep.signal.Observation;
import io.entracep.signal.SignalSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Random values: every optional part present or absent, every kind of text. */
final class Generated {

    private static final int[] LENGTHS = {0, 1, 2, 7, 36, 63, 64, 65, 127, 128, 300};

    private final Random random;

    Generated(long seed) {
        this.random = new Random(seed);
    }

    Entity entity() {
        return new Entity(one(EntityType.values()), text(), text());
    }

    private SignalSet rules() {
        return SignalSet.ofRules(random.longs(1 + random.nextInt(3)).toArray());
    }

    Observation observation(int depth) {
        EntraEvent event = event();
        return new Observation(
                entityOf(event),
                random.nextInt(),
                new SignalSet(number(), random.nextBoolean() ? 0 : number())
                        .union(random.nextBoolean() ? SignalSet.NONE : rules()),
                event,
                depth == 0 ? null : maybe(() -> derivation(depth - 1)));
    }

    private Entity entityOf(EntraEvent event) {
        String tenant = random.nextInt(4) == 0 ? text() : event.tenantId();
        @Nullable String id =
                switch (random.nextInt(3)) {
                    case 0 -> event.actorId();
                    case 1 -> event.origin().network();
                    default -> null;
                };
        return new Entity(one(EntityType.values()), tenant, id == null ? text() : id);
    }

    private Derivation derivation(int depth) {
        List<Observation> evidence =
                random.ints(random.nextInt(4), 0, 1).mapToObj(i -> observation(depth)).toList();
        return new Derivation(text(), text(), text(), texts(), evidence);
    }

    Decoded decoded() {
        return random.nextBoolean()
                ? new Decoded.Event(
                        event(), random.nextBoolean() ? new long[0] : random.longs(2).toArray())
                : new DeadLetter(one(Reason.values()), text(), text(), number(), number(), text());
    }

    EntraEvent event() {
        Category category = one(Category.values());
        long time = number();
        String activity = text();
        return new EntraEvent(
                text(),
                text(),
                category,
                random.nextBoolean() ? category.logName() : text(),
                time,
                random.nextBoolean() ? time : number(),
                random.nextBoolean(),
                activity,
                random.nextBoolean() ? activity : text(),
                one(Outcome.values()),
                maybe(this::party),
                random.nextBoolean() ? Origin.NONE : origin(),
                random.nextBoolean() ? Device.NONE : device(),
                maybe(this::text),
                maybe(this::signIn),
                maybe(this::audit),
                maybe(this::risk),
                random.nextBoolean() ? Map.of() : Map.of("f" + random.nextInt(3), text()));
    }

    private Party party() {
        return new Party(maybe(this::text), maybe(this::text), maybe(this::text));
    }

    private Origin origin() {
        String ip = maybe(this::text);
        return new Origin(
                ip,
                random.nextBoolean() ? ip : maybe(this::text),
                maybe(this::text),
                maybe(this::text),
                maybe(this::text),
                degrees(),
                degrees(),
                number(),
                maybe(this::text));
    }

    private double degrees() {
        return random.nextInt(3) == 0
                ? Double.NaN
                : random.nextInt(8) == 0 ? -0.0 : random.nextDouble() * 360 - 180;
    }

    private Device device() {
        return new Device(
                maybe(this::text),
                maybe(this::text),
                maybe(this::text),
                maybe(this::text),
                maybe(this::text),
                random.nextBoolean(),
                random.nextBoolean());
    }

    private SignIn signIn() {
        return new SignIn(
                (int) number(),
                maybe(this::text),
                maybe(this::text),
                maybe(this::text),
                maybe(this::text),
                maybe(this::text),
                maybe(this::text),
                maybe(this::text),
                maybe(this::text),
                maybe(this::text),
                maybe(this::text),
                maybe(this::text),
                random.nextBoolean(),
                random.nextBoolean(),
                maybe(this::text),
                maybe(this::text),
                maybe(this::text),
                maybe(this::text),
                maybe(this::text),
                maybe(this::text),
                random.nextBoolean(),
                maybe(this::text));
    }

    private Audit audit() {
        return new Audit(
                maybe(this::text),
                maybe(this::text),
                maybe(this::text),
                maybe(this::text),
                maybe(() -> new RoleReference(maybe(this::text), maybe(this::text))),
                random.ints(random.nextInt(4), 0, 1).mapToObj(i -> party()).toList(),
                random.ints(random.nextInt(4), 0, 1)
                        .mapToObj(i -> new Change(text(), maybe(this::text), maybe(this::text)))
                        .toList(),
                texts());
    }

    private Risk risk() {
        return new Risk(
                maybe(this::text),
                maybe(this::text),
                maybe(this::text),
                maybe(this::text),
                maybe(this::text));
    }

    private Map<String, String> texts() {
        Map<String, String> texts = new HashMap<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            texts.put(text(), text());
        }
        return texts;
    }

    /** ASCII, Latin-1, any UTF-16 code units (so lone surrogates), or whole code points. */
    String text() {
        int length = LENGTHS[random.nextInt(LENGTHS.length)];
        return switch (random.nextInt(6)) {
            case 0 -> units(length, 0x100);
            case 1 -> units(length, 0x10000);
            case 2 ->
                    random.ints(length, 0, 0x110000)
                            .collect(
                                    StringBuilder::new,
                                    StringBuilder::appendCodePoint,
                                    StringBuilder::append)
                            .toString();
            default -> units(length, 0x80);
        };
    }

    private String units(int length, int bound) {
        char[] units = new char[length];
        for (int i = 0; i < length; i++) {
            units[i] = (char) random.nextInt(bound);
        }
        return new String(units);
    }

    /** Numbers of every length, also negative. */
    private long number() {
        return random.nextLong() >> random.nextInt(64);
    }

    private <T> @Nullable T maybe(Supplier<T> supplier) {
        return random.nextBoolean() ? supplier.get() : null;
    }

    private <T> T one(T[] values) {
        return values[random.nextInt(values.length)];
    }
}

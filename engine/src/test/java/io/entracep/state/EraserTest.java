package io.entracep.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.entracep.event.EntraEvent;
import io.entracep.loop.MapEntityStore;
import io.entracep.signal.Entity;
import io.entracep.signal.EntityType;
import io.entracep.signal.Observation;
import io.entracep.signal.Roles;
import io.entracep.signal.Signal;
import io.entracep.signal.SignalSet;
import io.entracep.state.Erasure.Subject;
import io.entracep.testing.Events;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class EraserTest {
    private static final Instant NOON = Events.NOON;
    private static final String ANN = "41f27901-4d41-5bb2-952c-d7353fc13e26";
    private static final Entity HERSELF = new Entity(EntityType.USER, Events.TENANT, ANN);
    private static final Entity ADDRESS = new Entity(EntityType.IP, Events.TENANT, "192.0.2.1");
    private static final SignalSet SUCCESS = SignalSet.of(Signal.SIGN_IN_SUCCESS);
    private static final long HOUR = 3_600_000L;

    private final MapEntityStore store = new MapEntityStore();

    @Test
    void ofThePersonEverythingGoesThatIsFromBefore() {
        keep(HERSELF, "u9", 0);
        keep(HERSELF, ANN, 3);
        store.profile(Profile.EMPTY.with(ProfileKind.DEVICE, "laptop", day(0)));

        int erased = eraser(NOON.plus(Duration.ofHours(2))).erase(HERSELF, store);

        assertThat(erased).isEqualTo(2);
        assertThat(users()).as("came after the time").containsExactly(ANN);
        assertThat(store.profile()).isEqualTo(Profile.EMPTY);
        assertThat(store.head().hours()).hasSize(1);
    }

    @Test
    void ofAnAddressOnlyTheRecordsOfThePersonGo() {
        keep(ADDRESS, "u9", 0);
        keep(ADDRESS, ANN, 0);
        keep(ADDRESS, ANN, 1);
        keep(ADDRESS, ANN, 5);

        int erased = eraser(NOON.plus(Duration.ofHours(2))).erase(ADDRESS, store);

        assertThat(erased).isEqualTo(2);
        assertThat(users()).containsExactly("u9", ANN);
        assertThat(store.head().hours()).hasSize(2);
    }

    @Test
    void whereNothingIsLeftNoTimerIsKnown() {
        keep(HERSELF, ANN, 0);
        store.head(store.head().withNextTimer(NOON.toEpochMilli() + HOUR));

        eraser(NOON.plus(Duration.ofHours(2))).erase(HERSELF, store);

        assertThat(store.head()).isEqualTo(Head.EMPTY);
    }

    private static Eraser eraser(Instant until) {
        return new Eraser(new Erasure(List.of(new Subject(ANN, until.toEpochMilli()))));
    }

    private static long day(int after) {
        return Math.floorDiv(NOON.toEpochMilli(), 24 * HOUR) + after;
    }

    private void keep(Entity entity, String user, int hoursAfter) {
        Instant time = NOON.plus(Duration.ofHours(hoursAfter));
        EntraEvent event = Events.signIn().user(user, "x@example.com").at(time).build();
        long hour = Math.floorDiv(time.toEpochMilli(), HOUR);
        List<Observation> entries = new ArrayList<>(store.hour(hour).entries());
        entries.add(new Observation(entity, Roles.ACTOR, SUCCESS, event, null));
        entries.sort(Observation.ORDER);
        JournalHour next = new JournalHour(entries, SignalSet.NONE);
        store.hour(hour, next);
        store.head(store.head().withHour(hour, next.signals()));
    }

    private List<String> users() {
        long first = Math.floorDiv(NOON.toEpochMilli(), HOUR);
        return Stream.iterate(first, hour -> hour + 1)
                .limit(8)
                .flatMap(hour -> store.hour(hour).entries().stream())
                .map(entry -> String.valueOf(entry.event().actor().id()))
                .toList();
    }
}

package io.entracep.loop;

import io.entracep.event.EntraEvent;
import io.entracep.signal.Entity;
import io.entracep.signal.EntityType;
import io.entracep.signal.Signal;
import io.entracep.signal.SignalSet;
import io.entracep.signal.SourceSuccess;
import io.entracep.state.StableHash;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Tells an address, an autonomous system and a tenant which accounts succeeded there, once for each
 * day; see {@link SourceSuccess}. What was told is remembered roughly: telling it again changes
 * nothing.
 */
public final class SeenSources {
    /** Sources and accounts that are remembered: those of a day of some ten thousand people. */
    private static final int REMEMBERED = 1 << 17;

    private final Consumer<LoopInput> output;
    private final long[] told = new long[REMEMBERED];

    public SeenSources(Consumer<LoopInput> output) {
        this.output = output;
    }

    /** Tells of a success. Events of doubtful time tell nothing. */
    public void see(EntraEvent event, SignalSet signals) {
        String account = event.actorId();
        if (!signals.has(Signal.SIGN_IN_SUCCESS) || account == null || event.timeSuspect()) {
            return;
        }
        long day = SourceSuccess.day(event.time());
        tell(SourceSuccess.addressOf(event), account, day);
        tell(SourceSuccess.systemOf(event), account, day);
        tell(new Entity(EntityType.TENANT, event.tenantId(), event.tenantId()), null, day);
    }

    private void tell(@Nullable Entity source, @Nullable String account, long day) {
        if (source == null) {
            return;
        }
        long who = account == null ? 0 : StableHash.hash64(account);
        long hash = (who * 31 + StableHash.hash64(source.id()) + day) * 31 + source.hashCode();
        int place = (int) (hash ^ (hash >>> 32)) & (REMEMBERED - 1);
        if (told[place] != hash) {
            told[place] = hash;
            output.accept(new LoopInput.Insert(SourceSuccess.of(source, account, day)));
        }
    }
}

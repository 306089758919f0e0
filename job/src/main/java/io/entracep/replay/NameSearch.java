package io.entracep.replay;

import io.entracep.decode.Decoded;
import io.entracep.event.EntraEvent;
import io.entracep.event.Party;
import io.entracep.event.RecordText;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichFilterFunction;
import org.jspecify.annotations.Nullable;

/** Looks for a name in all records on their way, and for names like it; lets everything pass. */
public final class NameSearch extends RichFilterFunction<Decoded> {
    private static final long serialVersionUID = 1L;
    private static final String NAMED = "sought.named";
    private static final String NEAR = "sought.near";

    private final String sought;
    private final LongCounter named = new LongCounter();
    private final NearNames near;

    NameSearch(String sought) {
        this.sought = sought;
        this.near = new NearNames(sought);
    }

    /**
     * What was found.
     *
     * @param records those in which the name stands, whatever it means there
     * @param near names of accounts and addresses that are like it, the nearest first
     */
    public record Found(long records, List<String> near) {}

    @SuppressWarnings("unchecked") // The account is ours.
    static Found found(Map<String, Object> accounts) {
        return new Found(
                (Long) accounts.getOrDefault(NAMED, 0L),
                List.copyOf((List<String>) accounts.getOrDefault(NEAR, List.of())));
    }

    @Override
    public void open(OpenContext openContext) {
        getRuntimeContext().addAccumulator(NAMED, named);
        getRuntimeContext().addAccumulator(NEAR, near);
    }

    @Override
    public boolean filter(Decoded decoded) {
        if (decoded instanceof Decoded.Event read) {
            look(read.event());
        }
        return true;
    }

    private void look(EntraEvent event) {
        for (String text : RecordText.parts(event)) {
            if (text.equalsIgnoreCase(sought)) {
                named.add(1);
                return;
            }
        }
        addParty(event.actor());
        addName(event.origin().ip());
        if (event.audit() != null) {
            event.audit().targets().forEach(this::addParty);
        }
    }

    private void addParty(@Nullable Party party) {
        if (party != null) {
            addName(party.name());
            addName(party.id());
        }
    }

    private void addName(@Nullable String name) {
        if (name != null) {
            near.add(name);
        }
    }
}

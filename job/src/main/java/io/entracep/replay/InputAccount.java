package io.entracep.replay;

import io.entracep.decode.Decoded;
import io.entracep.decode.Decoded.DeadLetter;
import io.entracep.decode.Decoded.Reason;
import io.entracep.event.EntraEvent;
import java.nio.file.Path;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichFlatMapFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * Keeps account of what came from which file, in a part of the results; gives the records that name
 * no tenant to theirs, and flags those from the future. Of dead letters beyond a bound only the
 * number goes on: a small compressed file can hold millions.
 */
final class InputAccount extends RichFlatMapFunction<Decoded, Decoded> {

    private static final long serialVersionUID = 1L;

    /** Dead letters that are written, of one subtask. */
    private static final int MAX_LETTERS = 10_000;

    private static final long MAX_LETTER_CHARACTERS = 16 << 20;

    private final InputFacts facts;
    private final String prefix;
    private transient @Nullable InputTally tally;
    private transient long letters;
    private transient long characters;

    InputAccount(InputFacts facts, Path prefix) {
        this.facts = facts;
        this.prefix = prefix.toString();
    }

    @Override
    public void open(OpenContext openContext) {
        tally = new InputTally();
    }

    @Override
    public void flatMap(Decoded decoded, Collector<Decoded> out) {
        if (decoded instanceof Decoded.Event read) {
            tally().event(read.source(), read.event());
            out.collect(settled(read));
        } else if (decoded instanceof DeadLetter letter) {
            boolean kept =
                    (letters < MAX_LETTERS && characters < MAX_LETTER_CHARACTERS)
                            || letter.reason() == Reason.INCOMPLETE
                            || letter.reason() == Reason.REFUSED;
            tally().deadLetter(letter, kept);
            if (kept) {
                letters++;
                characters += letter.rawText().length();
                out.collect(letter);
            }
        }
    }

    @Override
    public void close() {
        if (tally != null) {
            int subtask = getRuntimeContext().getTaskInfo().getIndexOfThisSubtask();
            tally.write(Path.of(prefix + "-" + subtask));
        }
    }

    private Decoded settled(Decoded.Event read) {
        EntraEvent event = read.event();
        String tenant = facts.tenant();
        boolean foreign = tenant != null && event.tenantId().equals(InputFacts.UNKNOWN);
        boolean fromFuture = event.time() > facts.latest() && !event.timeSuspect();
        if (fromFuture) {
            tally().fromFuture();
        }
        if (tenant != null && foreign) {
            event = event.ofTenant(tenant);
        }
        if (fromFuture) {
            event = event.withSuspectTime();
        }
        return event == read.event() ? read : new Decoded.Event(event, read.rules(), read.source());
    }

    private InputTally tally() {
        if (tally == null) {
            throw new IllegalStateException("open comes first");
        }
        return tally;
    }
}

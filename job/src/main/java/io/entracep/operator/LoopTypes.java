package io.entracep.operator;

import io.entracep.loop.LoopInput;
import io.entracep.serial.ImmutableTypeInfo;
import io.entracep.state.JournalHour;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/** Type information of what goes into and comes out of the loop. */
public final class LoopTypes {
    /** Inputs. */
    public static final TypeInformation<LoopInput> INPUT =
            new ImmutableTypeInfo<>(LoopInput.class, LoopInputSerializer.INSTANCE);

    /** What it says. */
    public static final TypeInformation<LoopWord> WORD =
            new ImmutableTypeInfo<>(LoopWord.class, LoopWordSerializer.INSTANCE);

    static final TypeInformation<JournalHour> JOURNAL_HOUR =
            new ImmutableTypeInfo<>(JournalHour.class, JournalHourSerializer.INSTANCE);

    private LoopTypes() {}
}

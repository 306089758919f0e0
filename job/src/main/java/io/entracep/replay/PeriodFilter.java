package io.entracep.replay;

import io.entracep.decode.Decoded;
import io.entracep.event.EntraEvent;
import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.api.common.accumulators.LongMaximum;
import org.apache.flink.api.common.accumulators.LongMinimum;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichFilterFunction;

/**
 * Lets the events of a period pass, and every dead letter; keeps account of the times that passed
 * and of how many events were left out.
 */
final class PeriodFilter extends RichFilterFunction<Decoded> {
    static final String FIRST = "period.first";
    static final String LAST = "period.last";
    static final String OUTSIDE = "period.outside";

    private static final long serialVersionUID = 1L;

    private final Period period;
    private final LongMinimum first = new LongMinimum();
    private final LongMaximum last = new LongMaximum();
    private final LongCounter outside = new LongCounter();

    PeriodFilter(Period period) {
        this.period = period;
    }

    @Override
    public void open(OpenContext openContext) {
        getRuntimeContext().addAccumulator(FIRST, first);
        getRuntimeContext().addAccumulator(LAST, last);
        getRuntimeContext().addAccumulator(OUTSIDE, outside);
    }

    @Override
    public boolean filter(Decoded decoded) {
        if (!(decoded instanceof Decoded.Event read)) {
            return true;
        }
        EntraEvent event = read.event();
        if (!period.contains(event.time())) {
            outside.add(1);
            return false;
        }
        if (!event.timeSuspect()) {
            first.add(event.time());
            last.add(event.time());
        }
        return true;
    }
}

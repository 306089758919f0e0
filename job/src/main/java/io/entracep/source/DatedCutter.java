package io.entracep.source;

import io.entracep.decode.DateOrder;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Says of everything that is cut how the dates are written. */
final class DatedCutter implements Cutter {

    private final Cutter contents;
    private final DateOrder dates;

    DatedCutter(Cutter contents, DateOrder dates) {
        this.contents = contents;
        this.dates = dates;
    }

    @Override
    public @Nullable Batch next() throws IOException {
        Batch batch = contents.next();
        return batch == null ? null : batch.dated(dates);
    }

    @Override
    public void close() throws IOException {
        contents.close();
    }
}

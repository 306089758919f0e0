package io.entracep.source;

import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Cuts bytes into documents, block by block. Used by one thread. */
interface Cutter extends Closeable {

    /** The next documents, null at the end. */
    @Nullable Batch next() throws IOException;
}

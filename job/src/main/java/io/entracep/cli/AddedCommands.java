package io.entracep.cli;

import java.util.List;
import java.util.concurrent.Callable;

/** Commands of a module above this one; found by {@link java.util.ServiceLoader}. */
public interface AddedCommands {
    /**
     * Each with picocli's {@code Command}, to read and write there; its exit code is its result.
     */
    List<Callable<Integer>> create(Streams streams);
}

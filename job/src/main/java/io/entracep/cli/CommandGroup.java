package io.entracep.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A command that only has commands below it: by itself it does nothing. */
abstract class CommandGroup implements Runnable {
    private final String usage;

    @Spec private @Nullable CommandSpec spec;

    /**
     * @param usage what may follow, in short
     */
    CommandGroup(String usage) {
        this.usage = usage;
    }

    @Override
    public final void run() {
        if (spec == null) {
            throw new IllegalStateException("picocli sets the spec");
        }
        throw new ParameterException(spec.commandLine(), "Missing what to do: " + usage);
    }
}

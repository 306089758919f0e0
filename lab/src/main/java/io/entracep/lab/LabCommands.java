package io.entracep.lab;

import io.entracep.bench.BenchCommand;
import io.entracep.cli.AddedCommands;
import io.entracep.cli.Streams;
import io.entracep.scenario.TestCommand;
import java.util.List;
import java.util.concurrent.Callable;

/** What is for trying and measuring, and never on a cluster. */
public final class LabCommands implements AddedCommands {
    @Override
    public List<Callable<Integer>> create(Streams streams) {
        return List.of(
                new DemoCommand(streams),
                new TestCommand(),
                new GenerateCommand(streams),
                new BenchCommand(streams.out()));
    }
}

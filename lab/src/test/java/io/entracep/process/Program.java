package io.entracep.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The program in a process of its own, from the class path of the tests. */
public final class Program {
    private Program() {}

    /**
     * What starts it.
     *
     * @param heap as Java takes it: {@code 512m}
     */
    public static ProcessBuilder with(String heap, String... arguments) {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Dentra-cep.launcher=true",
                                "-Xmx" + heap));
        for (String opened : List.of("lang", "lang.reflect", "net", "nio", "time", "util")) {
            command.add("--add-opens=java.base/java." + opened + "=ALL-UNNAMED");
        }
        command.addAll(
                List.of(
                        "-Dlog4j2.configurationFile=log4j2.xml",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "io.entracep.cli.EntraCep"));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).redirectErrorStream(true);
    }
}

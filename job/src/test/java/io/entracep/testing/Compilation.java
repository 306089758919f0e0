package io.entracep.testing;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/** Compiles sources while a test runs. */
public final class Compilation {
    private Compilation() {}

    /**
     * Compiles against what is in the folder already, and else against the classes of this process.
     *
     * @param classes folder that gets the classes
     * @throws IllegalArgumentException where the sources do not compile
     */
    public static void into(Path classes, Collection<Path> sources) {
        List<String> arguments =
                new ArrayList<>(
                        List.of(
                                "-proc:none",
                                "-nowarn",
                                "-d",
                                classes.toString(),
                                "-cp",
                                classes
                                        + File.pathSeparator
                                        + System.getProperty("java.class.path")));
        sources.forEach(source -> arguments.add(source.toString()));
        JavaCompiler compiler =
                Objects.requireNonNull(ToolProvider.getSystemJavaCompiler(), "needs a JDK");
        if (compiler.run(null, null, null, arguments.toArray(new String[0])) != 0) {
            throw new IllegalArgumentException("does not compile: " + sources);
        }
    }
}

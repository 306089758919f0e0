package io.entracep.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script of a checkout with a Java that writes down how it was called. */
class LauncherTest {
    private static final String ARCHIVING = "-XX:ArchiveClassesAtExit=";
    private static final String ARCHIVED = "-XX:SharedArchiveFile=";

    @TempDir private Path home;
    private Path logs;
    private Path jar;
    private String javaOptions = "";

    @BeforeEach
    void checkout() throws IOException {
        Path target = Files.createDirectories(home.resolve("lab/target"));
        for (String module : List.of("engine", "patterns", "job", "lab")) {
            Files.createDirectories(home.resolve(module + "/src/main"));
            Files.createDirectories(home.resolve(module + "/target/classes"));
            Files.writeString(home.resolve(module + "/pom.xml"), "");
        }
        Files.writeString(home.resolve("pom.xml"), "");
        jar = Files.writeString(home.resolve("library.jar"), "");
        Path list = Files.writeString(target.resolve("classpath.txt"), jar.toString());
        Files.setLastModifiedTime(
                list,
                FileTime.from(
                        Files.getLastModifiedTime(home.resolve("pom.xml"))
                                .toInstant()
                                .plus(Duration.ofSeconds(1))));
        logs = Files.writeString(home.resolve("logs.jsonl"), "{}\n");
        Files.copy(
                Path.of("..", "entra-cep"),
                home.resolve("entra-cep"),
                StandardCopyOption.COPY_ATTRIBUTES);
        script(
                "bin/jar",
                "while [ \"$1\" != --file ]; do shift; done; : >\"$2\"; touch -d '+1 hour' \"$2\"");
    }

    @Test
    void makesTheArchiveInAProcessOfItsOwnAndThenUsesIt() throws Exception {
        java("for a; do case $a in " + ARCHIVING + "*) : >\"${a#*=}\" ;; esac; done; exit 3");

        assertThat(run("replay", logs.toString())).isEqualTo(3);
        assertThat(run("replay", logs.toString())).isEqualTo(3);

        assertThat(calls()).hasSize(3);
        assertThat(calls().get(0))
                .contains(ARCHIVING, "test-data/samples")
                .doesNotContain("logs.jsonl");
        assertThat(calls().subList(1, 3))
                .allSatisfy(
                        call ->
                                assertThat(call)
                                        .contains(ARCHIVED, "logs.jsonl")
                                        .doesNotContain(ARCHIVING));
    }

    @Test
    void tellsTheExitCodeOfTheReplayWhenTheArchiveFails() throws Exception {
        java("case \"$*\" in *" + ARCHIVING + "*) echo 'no archive' >&2; exit 1 ;; esac; exit 0");

        assertThat(run("replay", logs.toString())).isZero();
        assertThat(run("replay", logs.toString())).isZero();

        assertThat(calls())
                .as("tried once")
                .filteredOn(call -> call.contains(ARCHIVING))
                .hasSize(1);
        assertThat(calls().get(2)).doesNotContain(ARCHIVED);
    }

    @Test
    void makesNoArchiveOfFolders() throws Exception {
        java("exit 0");
        Files.delete(jar);
        Files.createDirectory(jar);

        assertThat(run("replay", logs.toString())).isZero();

        assertThat(calls()).singleElement().asString().doesNotContain(ARCHIVING);
    }

    @Test
    void takesTheQuickCompilerForASmallReplayOnly() throws Exception {
        java("exit 0");
        Path large = home.resolve("large.jsonl");
        Files.write(large, new byte[5 << 20]);

        run("policy", "check");
        run("replay", large.toString());
        run("replay", logs.toString());

        assertThat(calls())
                .filteredOn(call -> !call.contains(ARCHIVING))
                .extracting(call -> call.contains("-XX:TieredStopAtLevel=1"))
                .containsExactly(false, false, true);
    }

    @Test
    void takesTheCollectorOfThroughputForALargeReplayUnlessAnotherIsChosen() throws Exception {
        java("exit 0");
        Path large = home.resolve("large.jsonl");
        Files.write(large, new byte[5 << 20]);

        run("run", "--config", "any.yaml");
        run("replay", large.toString());
        run("replay", logs.toString());
        javaOptions = "-Xmx2g -XX:+UseG1GC";
        run("replay", large.toString());

        assertThat(calls())
                .filteredOn(call -> !call.contains(ARCHIVING))
                .extracting(call -> call.replaceAll(".*?(-XX:\\+Use[A-Za-z0-9]+GC|$).*", "$1"))
                .containsExactly("", "-XX:+UseParallelGC", "-XX:+UseSerialGC", "-XX:+UseG1GC");
    }

    private int run(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(home.resolve("entra-cep").toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
        builder.environment().put("JAVA_HOME", home.toString());
        builder.environment().remove("ENTRA_CEP_NO_ARCHIVE");
        builder.environment().put("ENTRA_CEP_JAVA_OPTS", javaOptions);
        return builder.start().waitFor();
    }

    private List<String> calls() throws IOException {
        return Files.readAllLines(home.resolve("calls"));
    }

    private void java(String body) throws IOException {
        script(
                "bin/java",
                "if [ \"$1\" = -version ]; then echo 'openjdk version \"17.0.9\"' >&2; exit 0; fi\n"
                        + "echo \"$*\" >>"
                        + home.resolve("calls")
                        + "\n"
                        + body);
    }

    private void script(String name, String body) throws IOException {
        Path file = home.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/bash\n" + body + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}

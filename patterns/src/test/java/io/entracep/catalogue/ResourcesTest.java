package io.entracep.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ResourcesTest {

    @Test
    void findsAJarByItsFullPath() {
        assertThat(Resources.jar(URI.create("jar:file:/a%20b/job.jar!/catalogue")))
                .isEqualTo(Path.of("/a b/job.jar"));
    }

    @Test
    void findsAJarThatIsNamedFromWhereTheProcessRuns() {
        assertThat(Resources.jar(URI.create("jar:file:usrlib/a%20job.jar!/catalogue")))
                .isEqualTo(Path.of("usrlib", "a job.jar").toAbsolutePath());
    }
}

package io.entracep.serial;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.entracep.testing.Compilation;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;

/**
 * One version of a program's state classes: compiled while the test runs, in its own class loader.
 */
final class CompiledVersion implements AutoCloseable {

    private final URLClassLoader loader;

    private CompiledVersion(URLClassLoader loader) {
        this.loader = loader;
    }

    /**
     * Compiles types of the package {@code state}, all nested in {@code Sample}, whose method
     * {@code value()} gives the value to write.
     */
    static CompiledVersion of(Path folder, String body) throws IOException {
        Path source = Files.createDirectories(folder).resolve("Sample.java");
        Files.writeString(
                source,
                "package state; import java.util.*; public class Sample { " + body + "}",
                UTF_8);
        Compilation.into(folder, List.of(source));
        return new CompiledVersion(
                new URLClassLoader(
                        new URL[] {folder.toUri().toURL()},
                        CompiledVersion.class.getClassLoader()));
    }

    ClassLoader loader() {
        return loader;
    }

    /** What {@code state.Sample.value()} gives. */
    Object sample() {
        try {
            return Objects.requireNonNull(
                    loader.loadClass("state.Sample").getMethod("value").invoke(null));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    @SuppressWarnings("unchecked")
    TypeInformation<Object> type(String record) {
        try {
            return (TypeInformation<Object>)
                    TypeInformation.of(loader.loadClass("state.Sample$" + record));
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Flink's serializer for the record, Kryo switched off. */
    TypeSerializer<Object> serializer(String record) {
        Configuration configuration = new Configuration();
        configuration.set(PipelineOptions.GENERIC_TYPES, false);
        return type(record).createSerializer(new SerializerConfigImpl(configuration));
    }

    @Override
    public void close() throws IOException {
        loader.close();
    }
}

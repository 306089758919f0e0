package io.entracep.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.ObjIntConsumer;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.GroupWriter;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;

/** Writes Parquet files. */
@SuppressWarnings("deprecation") // What the library still declares abstract.
final class ParquetFiles {
    private ParquetFiles() {}

    static byte[] write(
            Path folder,
            String schema,
            CompressionCodecName codec,
            int rows,
            ObjIntConsumer<Group> fill)
            throws IOException {
        Path file = folder.resolve("table.parquet");
        MessageType type = MessageTypeParser.parseMessageType(schema);
        try (ParquetWriter<Group> writer =
                new Builder(new LocalOutputFile(file), type)
                        .withConf(new PlainParquetConfiguration())
                        .withCodecFactory(new WritingCodecs())
                        .withCompressionCodec(codec)
                        .build()) {
            for (int i = 0; i < rows; i++) {
                Group row = new SimpleGroup(type);
                fill.accept(row, i);
                writer.write(row);
            }
        }
        byte[] bytes = Files.readAllBytes(file);
        Files.delete(file);
        return bytes;
    }

    private static final class Builder extends ParquetWriter.Builder<Group, Builder> {
        private final MessageType type;

        Builder(OutputFile file, MessageType type) {
            super(file);
            this.type = type;
        }

        @Override
        protected Builder self() {
            return this;
        }

        @Override
        protected WriteSupport<Group> getWriteSupport(ParquetConfiguration configuration) {
            return new Support(type);
        }

        @Override
        protected WriteSupport<Group> getWriteSupport(
                org.apache.hadoop.conf.Configuration configuration) {
            return new Support(type);
        }
    }

    private static final class Support extends WriteSupport<Group> {
        private final MessageType type;
        private GroupWriter writer;

        Support(MessageType type) {
            this.type = type;
        }

        @Override
        public WriteContext init(org.apache.hadoop.conf.Configuration configuration) {
            return new WriteContext(type, new java.util.HashMap<>());
        }

        @Override
        public WriteContext init(ParquetConfiguration configuration) {
            return new WriteContext(type, new java.util.HashMap<>());
        }

        @Override
        public void prepareForWrite(RecordConsumer consumer) {
            writer = new GroupWriter(consumer, type);
        }

        @Override
        public void write(Group row) {
            writer.write(row);
        }
    }
}

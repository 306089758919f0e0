package io.entracep.source;

import io.entracep.decode.Columns;
import io.entracep.decode.Decoded;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.convert.GroupRecordConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.jspecify.annotations.Nullable;

/**
 * Takes the rows out of a Parquet file, as Data Explorer and the lake of Sentinel export tables,
 * and makes a JSON record of each. What the file is about stands at its end, so it is copied to a
 * temporary file first. Damage costs the rows behind it; the position of a row is its number.
 */
final class ParquetCutter implements Cutter {

    private static final int ROWS = 256;

    private final Path copy;
    private final String file;
    private @Nullable ParquetFileReader reader;
    private @Nullable Table table;
    private long leftInGroup;
    private @Nullable RecordReader<Group> rows;
    private long position;
    private boolean ended;

    /** What the columns are, known once the file is open. */
    private record Table(MessageType schema, List<String> names, Columns columns) {}

    /**
     * @param in read to its end and closed
     * @param file its name, which tells some tables apart
     */
    ParquetCutter(InputStream in, String file) throws IOException {
        this.file = file;
        this.copy = Files.createTempFile("entra-cep-parquet-", ".parquet");
        try (in) {
            Files.copy(in, copy, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            Files.deleteIfExists(copy);
            throw e;
        }
    }

    @Override
    public @Nullable Batch next() {
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        List<Piece> pieces = new ArrayList<>();
        try {
            while (!ended && pieces.size() < ROWS) {
                Group row = row();
                if (row == null) {
                    ended = true;
                } else {
                    add(row, block, pieces);
                }
            }
        } catch (IOException | RuntimeException | OutOfMemoryError e) {
            // The library throws many kinds at damage, and asks for the memory that a file claims.
            ended = true;
            pieces.add(
                    Piece.trouble(
                            position,
                            Decoded.Reason.INCOMPLETE,
                            "The Parquet file is damaged or cut short: %s. What is behind row %d is not read."
                                    .formatted(Damage.inWords(e), position)));
        }
        return pieces.isEmpty() ? null : new Batch(block.toByteArray(), pieces);
    }

    @Override
    public void close() throws IOException {
        try {
            if (reader != null) {
                reader.close();
            }
        } finally {
            Files.deleteIfExists(copy);
        }
    }

    private @Nullable Group row() throws IOException {
        ParquetFileReader open = reader;
        if (open == null) {
            open =
                    ParquetFileReader.open(
                            new LocalInputFile(copy),
                            ParquetReadOptions.builder(new PlainParquetConfiguration())
                                    .withCodecFactory(new ParquetCodecs())
                                    .build());
            reader = open;
        }
        while (leftInGroup == 0) {
            PageReadStore group = open.readNextRowGroup();
            if (group == null) {
                return null;
            }
            MessageType schema = open.getFileMetaData().getSchema();
            rows =
                    new ColumnIOFactory()
                            .getColumnIO(schema)
                            .getRecordReader(group, new GroupRecordConverter(schema));
            leftInGroup = group.getRowCount();
        }
        leftInGroup--;
        return rows == null ? null : rows.read();
    }

    private void add(Group row, ByteArrayOutputStream block, List<Piece> pieces) {
        Table known = table(row);
        List<String> cells = new ArrayList<>();
        for (int i = 0; i < known.names().size(); i++) {
            cells.add(ParquetCells.text(row, i));
        }
        String trouble = known.columns().trouble();
        if (trouble != null && position == 0 && !known.columns().holdsRecord(cells)) {
            ended = true;
            pieces.add(Piece.trouble(position, Decoded.Reason.REFUSED, trouble));
            return;
        }
        byte[] record = known.columns().record(cells);
        pieces.add(new Piece(block.size(), record.length, position, null));
        block.writeBytes(record);
        position++;
    }

    private Table table(Group row) {
        Table known = table;
        if (known == null) {
            MessageType schema = (MessageType) row.getType();
            List<String> names = schema.getFields().stream().map(Type::getName).toList();
            known = new Table(schema, names, Columns.of(names, file));
            table = known;
        }
        return known;
    }
}

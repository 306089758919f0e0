package io.entracep.source;

import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.csv.CsvFactory;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import io.entracep.decode.Columns;
import io.entracep.decode.Decoded;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a table into its rows and makes a JSON record of each. A row whose cells do not fit the
 * header costs that row only, also where a quote that does not end seems to swallow those behind
 * it.
 */
final class TableCutter implements Cutter {

    /** Rows that are handed on at once. */
    private static final int ROWS = 256;

    private final RowReader rows;
    private final String file;
    private final CsvFactory factory = new CsvFactory();
    private final CsvSchema schema;
    private @Nullable Columns columns;

    /** Position of the header. */
    private long start;

    private boolean any;
    private boolean ended;

    /**
     * @param in stands at the header, behind a byte order mark and a hint
     * @param position of the header in the file
     * @param file its name, which tells some tables apart
     */
    TableCutter(
            InputStream in,
            long position,
            Delimiter delimiter,
            String file,
            FileSettings settings) {
        this.rows = new RowReader(in, position, settings.recordBytes());
        this.file = file;
        this.schema = CsvSchema.emptySchema().withColumnSeparator(delimiter.sign());
    }

    @Override
    public @Nullable Batch next() throws IOException {
        if (columns == null && !ended) {
            header();
        }
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        List<Piece> pieces = new ArrayList<>();
        while (!ended && pieces.size() < ROWS) {
            RowReader.Row row = rows.next();
            if (row == null) {
                ended = true;
                refuse(pieces, List.of());
            } else if (!row.isBlank()) {
                add(row, block, pieces);
            }
        }
        return pieces.isEmpty() ? null : new Batch(block.toByteArray(), pieces);
    }

    @Override
    public void close() throws IOException {
        rows.close();
    }

    private void header() throws IOException {
        RowReader.Row row = rows.next();
        if (row == null) {
            ended = true;
            return;
        }
        start = row.position();
        columns = Columns.of(cells(row), file);
    }

    /** Where the columns are not known, and the first row has no record in a cell either. */
    private void refuse(List<Piece> pieces, List<String> cells) {
        Columns known = columns;
        String trouble = known == null || any ? null : known.trouble();
        if (known != null && trouble != null && !known.holdsRecord(cells)) {
            ended = true;
            pieces.add(Piece.trouble(start, Decoded.Reason.REFUSED, trouble));
        }
    }

    private void add(RowReader.Row row, ByteArrayOutputStream block, List<Piece> pieces)
            throws IOException {
        Columns known = columns;
        List<String> cells = row.isTooLong() ? List.of() : cells(row);
        if (known == null) {
            return;
        }
        refuse(pieces, cells);
        if (ended) {
            return;
        }
        any = true;
        if (fits(cells, known.size())) {
            byte[] record = known.record(cells);
            pieces.add(new Piece(block.size(), record.length, row.position(), null));
            block.writeBytes(record);
            return;
        }
        RowReader.Row broken = rows.firstLineOf(row);
        byte[] text = broken.bytes();
        int shown = Math.min(text.length, Piece.SHOWN_BYTES);
        pieces.add(
                new Piece(
                        block.size(),
                        shown,
                        row.position(),
                        new Piece.Trouble(
                                Decoded.Reason.MALFORMED_JSON,
                                "The row has %d cells, the header %d: it was cut short, or a quote is missing."
                                        .formatted(cells.size(), known.size()))));
        block.write(text, 0, shown);
    }

    /** Blank cells behind the last column are no cells. */
    private static boolean fits(List<String> cells, int columns) {
        for (int i = columns; i < cells.size(); i++) {
            if (!cells.get(i).isBlank()) {
                return false;
            }
        }
        return cells.size() >= columns;
    }

    private List<String> cells(RowReader.Row row) throws IOException {
        List<String> cells = new ArrayList<>();
        // Bytes that are no UTF-8 cost characters, not the row.
        String text = new String(row.bytes(), StandardCharsets.UTF_8);
        try (CsvParser parser = factory.createParser(text)) {
            parser.setSchema(schema);
            if (parser.nextToken() != JsonToken.START_ARRAY) {
                return cells;
            }
            for (JsonToken token = parser.nextToken();
                    token != null && token != JsonToken.END_ARRAY;
                    token = parser.nextToken()) {
                cells.add(parser.getText());
            }
        } catch (com.fasterxml.jackson.core.JacksonException e) {
            // The row does not fit then, and is told as it is.
            return cells;
        }
        return cells;
    }
}

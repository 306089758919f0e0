package io.entracep.generate;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Writes drafts as bytes. Reuses one buffer: not thread-safe. */
final class RecordWriter {
    private static final int TYPICAL_BYTES = 8192;

    private final JsonFactory factory = new JsonFactory();
    private final ByteArrayOutputStream buffer = new ByteArrayOutputStream(TYPICAL_BYTES);
    private final Tenant tenant;

    RecordWriter(Tenant tenant) {
        this.tenant = tenant;
    }

    byte[] write(Draft draft, long emittedAt) {
        buffer.reset();
        try (JsonGenerator json = factory.createGenerator(buffer, JsonEncoding.UTF8)) {
            draft.write(json, tenant, emittedAt);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write a record into memory", e);
        }
        return buffer.toByteArray();
    }
}

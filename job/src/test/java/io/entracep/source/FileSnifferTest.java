package io.entracep.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileSnifferTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n \n",
                "{\"a\":1}",
                "{\"a\":1}\n{\"a\":2}\n",
                "\ufeff\n {\"a\":\"}\\\"\"} \r\n{",
                // A first line that was cut short.
                "{\"a\":\"b\n{\"a\":1}\n",
                "{\"a\":1\n{\"a\":1}\n",
                // No JSON.
                "time,category\n1,2",
                "[2024-03-01] something happened\n",
                "\u0000\u0001\u0002",
            })
    void readsByLine(String contents) throws IOException {
        assertThat(sniff(Records.bytes(contents))).isEqualTo(FileShape.LINES);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[",
                "[]",
                "[{\"a\":1}]",
                "[\n{\"a\":1},\n{\"a\":2}\n]",
                "{\n\"a\":1\n}",
                "{\"a\":1,\n\"b\":2}",
                "{\"records\":[\n{\"a\":1}\n]}",
                "{\"a\":1}{\"a\":2}",
                "{\"a\":",
            })
    void readsDocuments(String contents) throws IOException {
        assertThat(sniff(Records.bytes(contents))).isEqualTo(FileShape.DOCUMENTS);
    }

    @Test
    void knowsGzipByItsContent() throws IOException {
        assertThat(sniff(Records.gzip(new byte[0]))).isEqualTo(FileShape.GZIP);
    }

    @Test
    void aVeryLongFirstLineIsReadAsADocument() throws IOException {
        String line = "{\"records\":[" + "{\"a\":1},".repeat(1 << 18) + "{}]}";

        assertThat(sniff(Records.bytes(line))).isEqualTo(FileShape.DOCUMENTS);
    }

    private static FileShape sniff(byte[] contents) throws IOException {
        return FileSniffer.sniff(new ByteArrayInputStream(contents));
    }
}

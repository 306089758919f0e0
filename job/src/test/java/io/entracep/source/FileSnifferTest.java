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
                "alpha,beta\n1,2",
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
                "WARNING: cut\r\n[\r\n{\"a\":1}\r\n]",
                "# of today\n\n{\n\"a\":1\n}",
            })
    void readsDocuments(String contents) throws IOException {
        assertThat(sniff(Records.bytes(contents))).isEqualTo(FileShape.DOCUMENTS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Query results\nExported today\n\nTimeGenerated,Category\n1,2\n",
                "\"Audit\",\"\",\"\",\"\"\n\"TimeGenerated\",\"Category\",\"Id\",\"Type\"\n",
                "\"\",\"TimeGenerated\",\"Category\",\"Id\"\n\"0\",\"1\",\"2\",\"3\"\n",
                "\"_raw\"\n\"{\"\"time\"\":1}\"\n",
                "id,record\n1,\"{\"\"time\"\":1}\"\n",
                "TimeGenerated|Category|Id|Type\n",
            })
    void findsTheHeaderOfATable(String contents) throws IOException {
        assertThat(sniff(Records.bytes(contents))).isEqualTo(FileShape.TABLE);
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

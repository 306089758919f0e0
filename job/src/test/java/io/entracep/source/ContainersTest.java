package io.entracep.source;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.ZstdOutputStream;
import io.entracep.decode.DateOrder;
import io.entracep.decode.Decoded;
import io.entracep.decode.RecordDecoder;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.apache.commons.compress.compressors.lz4.FramedLZ4CompressorOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What lies around records in files: all of it is opened, and damage is told. */
class ContainersTest {

    private static final String TWO = record("a") + "\n" + record("b") + "\n";

    @Test
    void opensEveryContainer() throws IOException {
        for (byte[] file :
                List.of(
                        gzip(utf8(TWO)),
                        zstd(utf8(TWO)),
                        bzip2(utf8(TWO)),
                        lz4(utf8(TWO)),
                        zip(Map.of("logs/x.json", utf8(TWO))),
                        tar(Map.of("logs/x.json", utf8(TWO))),
                        gzip(tar(Map.of("logs/x.json", utf8(TWO)))),
                        zstd(tar(Map.of("x.json.gz", gzip(utf8(TWO))))),
                        zip(Map.of("one.json", utf8(record("a")), "two.json", utf8(record("b")))),
                        zip(Map.of("x.zip", zip(Map.of("y.json", utf8(TWO))))),
                        zip(Map.of("x.json", utf8(TWO), "__MACOSX/._x.json", new byte[] {1, 2})),
                        utf16(TWO, StandardCharsets.UTF_16LE, true),
                        utf16(TWO, StandardCharsets.UTF_16BE, true),
                        utf16(TWO, StandardCharsets.UTF_16LE, false),
                        utf16(TWO, Charset.forName("UTF-32LE"), true),
                        utf16(TWO, Charset.forName("UTF-32BE"), true),
                        gzip(
                                utf16(
                                        "[" + record("a") + "," + record("b") + "]",
                                        StandardCharsets.UTF_16LE,
                                        true)))) {
            assertThat(read(file)).containsExactly("a", "b");
        }
    }

    @Test
    void saysWhatAFileIsThatIsNotOpened() throws IOException {
        Map<String, byte[]> files =
                Map.of(
                        "an xz file", new byte[] {(byte) 0xfd, '7', 'z', 'X', 'Z', 0, 1},
                        "Excel", zip(Map.of("[Content_Types].xml", utf8("<a/>"))),
                        "a PDF", utf8("%PDF-1.7\n"));
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            assertThat(letters(file.getValue()))
                    .singleElement()
                    .satisfies(
                            letter -> {
                                assertThat(letter.reason()).isEqualTo(Decoded.Reason.REFUSED);
                                assertThat(letter.detail()).contains(file.getKey());
                            });
        }
    }

    @Test
    void namesTheFileInAnArchive() throws IOException {
        byte[] file = zip(Map.of("logs/x.json", utf8("{\"foo\":1}\n")));

        assertThat(letters(file))
                .singleElement()
                .satisfies(letter -> assertThat(letter.source()).isEqualTo("file/logs/x.json"));
    }

    @Test
    void keepsWhatIsReadableOfEveryCutContainer() throws IOException {
        StringBuilder many = new StringBuilder();
        for (int i = 0; i < 2000; i++) {
            many.append(record("r" + i * 7919)).append('\n');
        }
        byte[] text = utf8(many.toString());
        for (byte[] whole :
                List.of(
                        gzip(text),
                        zstd(text),
                        zip(Map.of("x.json", text)),
                        tar(Map.of("x.json", text)),
                        gzip(tar(Map.of("x.json", text))))) {
            byte[] cut = Arrays.copyOf(whole, whole.length * 2 / 3);

            assertThat(letters(cut))
                    .extracting(Decoded.DeadLetter::reason)
                    .contains(Decoded.Reason.INCOMPLETE);
            assertThat(letters(whole)).isEmpty();
            assertThat(read(whole)).hasSize(2000);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 10, 100})
    void neverFailsForBrokenHeads(int place) throws IOException {
        for (byte[] file :
                List.of(
                        gzip(utf8(TWO)),
                        zstd(utf8(TWO)),
                        zip(Map.of("x.json", utf8(TWO))),
                        tar(Map.of("x.json", utf8(TWO))))) {
            for (int value = 0; value < 256; value += 5) {
                byte[] broken = file.clone();
                broken[place % broken.length] = (byte) value;
                List<Decoded> decoded = decode("file", broken);
                assertThat(decoded).isNotEmpty();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u001f\u008b\u0008",
                "PK\u0003\u0004",
                "Obj\u0001",
                "PAR1",
                "BZh91AY&SY",
                "(\u00b5/\u00fd",
                "\u0004\"M\u0018",
                "\u00ff\u00fe",
                "[\u0000",
                ""
            })
    void whateverFollowsAMarkIsTold(String mark) throws IOException {
        Random random = new Random(7);
        for (int i = 0; i < 400; i++) {
            byte[] tail = new byte[1 + random.nextInt(120)];
            random.nextBytes(tail);
            byte[] start = mark.getBytes(StandardCharsets.ISO_8859_1);
            byte[] file = Arrays.copyOf(start, start.length + tail.length);
            System.arraycopy(tail, 0, file, start.length, tail.length);
            assertThat(decode("file", file))
                    .isNotEmpty()
                    .allSatisfy(
                            told ->
                                    assertThat(told.toString())
                                            .doesNotContain("short: null")
                                            .doesNotContainPattern("File@[0-9a-f]+"));
        }
    }

    @Test
    void readsTheRecordBehindTheCellsOfALogger() throws IOException {
        String lines = "2026-03-09T09:00:00Z\tazure\t%s\n".repeat(2);
        assertThat(read(utf8(lines.formatted(record("a"), record("b"))))).containsExactly("a", "b");
    }

    @Test
    void readsTheDownloadsOfThePortal() throws IOException {
        String header =
                "\ufeff\"Date (UTC)\",\"Request ID\",\"User agent\",\"Correlation ID\",\"User ID\",\"User\",\"Username\","
                        + "\"Incoming token type\",\"Application\",\"Application ID \",\"IP address\",\"Location\","
                        + "\"Status\",\"Sign-in error code\",\"Failure reason\",\"Autonomous system  number\","
                        + "\"Incoming token type\",\"Authentication requirement\",\"Home tenant ID\"\r\n";
        String row =
                "\"2026-03-09T09:00:00Z\",\"R-1\",\"Mozilla/5.0 (X11; a, b)\",\"c-1\",\"U-1\",\"Ann\nAdmin\",\"ann@example.com\","
                        + "\"\",\"Portal\",\"A-1\",\"192.0.2.7\",\"Delft, Zuid-Holland, NL\",\"Failure\",\"50126\","
                        + "\"Invalid \"\"name\"\"\",\"64500\",\"Primary refresh token\",\"Single-factor authentication\",\"T-1\"\r\n";
        List<Decoded> decoded = decode("NonInteractiveSignIns_2026.csv", utf8(header + row));

        assertThat(decoded).hasSize(1);
        var event = ((Decoded.Event) decoded.get(0)).event();
        assertThat(event.id()).isEqualTo("r-1");
        assertThat(event.category().logName()).isEqualTo("NonInteractiveUserSignInLogs");
        assertThat(event.tenantId()).isEqualTo("t-1");
        assertThat(event.actor().name()).isEqualTo("ann@example.com");
        assertThat(event.origin().country()).isEqualTo("NL");
        assertThat(event.origin().city()).isEqualTo("Delft");
        assertThat(event.origin().asn()).isEqualTo(64500);
        assertThat(event.errorCode()).isEqualTo(50126);
        assertThat(event.signIn().appId()).isEqualTo("a-1");
        assertThat(event.signIn().incomingToken()).isEqualTo("primaryRefreshToken");
        assertThat(event.signIn().requirement()).isEqualTo("singleFactorAuthentication");
        assertThat(event.timeSuspect()).isFalse();
        assertThat(categoryOf("InteractiveSignIns.csv", header + row)).isEqualTo("SignInLogs");
    }

    @Test
    void readsWorkloadsAndAuditsOfThePortal() throws IOException {
        String workloads =
                "Date (UTC),Request ID,Service principal ID,Service principal name,Application,IP address,Status,Sign-in error code\n"
                        + "2026-03-09T09:00:00Z,r-1,S-1,billing,billing,192.0.2.7,Success,0\n";
        assertThat(categoryOf("ApplicationSignIns.csv", workloads))
                .isEqualTo("ServicePrincipalSignInLogs");
        assertThat(categoryOf("MSISignIns_2026.csv", workloads))
                .isEqualTo("ManagedIdentitySignInLogs");
        String audit =
                "Date (UTC),CorrelationId,Service,Category,Activity,Result,ActorType,ActorObjectId,ActorUserPrincipalName,"
                        + "IPAddress,ActorHomeTenantId,Target1Type,Target1ObjectId,Target1ModifiedProperty1Name,"
                        + "Target1ModifiedProperty1NewValue,AdditionalDetail1Key,AdditionalDetail1Value\n"
                        + "2026-03-09T09:00:00Z,c-1,Core Directory,RoleManagement,Add member to role,success,User,U-1,"
                        + "eve@example.com,192.0.2.9,T-1,User,U-2,Role.TemplateId,\"\"\"R-1\"\"\",ipaddr,192.0.2.10\n";
        var event = ((Decoded.Event) decode("x.csv", utf8(audit)).get(0)).event();
        assertThat(event.activity()).isEqualTo("add member to role");
        assertThat(event.actorId()).isEqualTo("u-1");
        assertThat(event.tenantId()).isEqualTo("t-1");
        assertThat(event.role().templateId()).isEqualTo("r-1");
        assertThat(event.targetWithId("u-2")).isNotNull();
        assertThat(event.origin().ip()).isEqualTo("192.0.2.10");
    }

    @ParameterizedTest
    @ValueSource(strings = {",", ";", "\t"})
    void readsRowsOfLogAnalytics(String delimiter) throws IOException {
        String table =
                String.join(
                                delimiter,
                                "TimeGenerated [UTC]",
                                "OperationName",
                                "InitiatedBy",
                                "AADTenantId",
                                "Id",
                                "Type")
                        + "\n"
                        + String.join(
                                delimiter,
                                "\"3/9/2026, 9:00:00.000 AM\"",
                                "Add user",
                                "\"{\"\"user\"\":{\"\"id\"\":\"\"U-1\"\"}}\"",
                                "T-1",
                                "Directory_1",
                                "AuditLogs")
                        + "\n";
        for (String text : List.of(table, "sep=" + delimiter + "\r\n" + table)) {
            var event = ((Decoded.Event) decode("q.csv", utf8(text)).get(0)).event();
            assertThat(event.actorId()).isEqualTo("u-1");
            assertThat(event.tenantId()).isEqualTo("t-1");
            assertThat(event.timeSuspect()).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"Datum (UTC)\",\"Anforderungs-ID\",\"Benutzer\",\"Anwendung\"",
                "Fecha (UTC);CorrelationId;Servicio;Objetivo1Tipo",
                "Name,Department,City,Phone number"
            })
    void namesTheHeaderThatIsNotKnown(String header) throws IOException {
        assertThat(letters(utf8(header + "\n1,2,3,4\n")))
                .singleElement()
                .satisfies(
                        letter -> {
                            assertThat(letter.reason()).isEqualTo(Decoded.Reason.REFUSED);
                            assertThat(letter.detail())
                                    .contains(header.split("[,;]")[0].replace("\"", ""))
                                    .contains("English");
                        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "TimeGenerated [Local Time],Category,InitiatedBy,Id",
                "TimeGenerated [Berlin],Category,InitiatedBy,Id",
                "Date,Activity,InitiatedBy,Category",
                "Date (Local),Activity,InitiatedBy,Category"
            })
    void neverTakesLocalTimesForUtc(String header) throws IOException {
        String cell = "\"" + record("a").replace("\"", "\"\"") + "\"";

        assertThat(letters(utf8(header + "\n1,2," + cell + ",4\n")))
                .singleElement()
                .satisfies(letter -> assertThat(letter.detail()).contains("have no zone"));
    }

    @Test
    void readsHeadersHoweverTheyAreWritten() throws IOException {
        for (String header :
                List.of(
                        "Date (UTC),Correlation ID,Activity,Category,Actor User Principal Name,Target 1 Object Id",
                        "date(utc),correlationid,activity,category,actoruserprincipalname,target1objectid",
                        "Date_UTC,Correlation_Id,Activity,Category,Actor_User_Principal_Name,Target1_Object_Id")) {
            String row = "2026-03-09T09:00:00Z,c-1,Add user,UserManagement,eve@example.com,u-2\n";
            var event = ((Decoded.Event) decode("x.csv", utf8(header + "\n" + row)).get(0)).event();
            assertThat(event.actor().name()).as(header).isEqualTo("eve@example.com");
            assertThat(event.correlationId()).isEqualTo("c-1");
            assertThat(event.targetWithId("u-2")).isNotNull();
        }
    }

    @Test
    void opensRecordsThatLieInACell() throws IOException {
        String cell = "\"" + record("a").replace("\"", "\"\"") + "\"\n";
        for (String table :
                List.of(
                        "_raw\n" + cell,
                        "id,record\n1," + cell,
                        "_time,host,sourcetype,_raw\n2026-03-09,h,azure," + cell,
                        "TimeGenerated,Type,RawData\n2026-03-09T09:00:00Z,Custom_CL," + cell,
                        "Results of a query\n\n_time,host,sourcetype,_raw\n1,h,azure," + cell)) {
            assertThat(read(utf8(table))).as(table).containsExactly("a");
            assertThat(letters(utf8(table))).as(table).isEmpty();
        }
    }

    @Test
    void namesTheUnifiedAuditLogInATable() throws IOException {
        String table =
                """
                RecordType,CreationDate,UserIds,Operations,AuditData
                8,2026-03-09,eve,Add user.,"{""Workload"":""AzureActiveDirectory"",""Operation"":""Add user."",""RecordType"":8}"
                """;
        assertThat(letters(utf8(table)))
                .singleElement()
                .satisfies(letter -> assertThat(letter.detail()).contains("unified audit log"));
    }

    @Test
    void aBrokenRowCostsOnlyItself() throws IOException {
        String header = "TimeGenerated,Category,Id,TenantId\n";
        String good = "2026-03-09T09:00:00Z,SignInLogs,%s,t\n";
        for (String bad :
                List.of(
                        "2026-03-09T09:00:00Z,SignInLogs\n",
                        "2026-03-09T09:00:00Z,SignInLogs,\"x,t\n",
                        "a,b,c,d,e\n",
                        "\"\n")) {
            String text =
                    header + good.formatted("a") + bad + good.formatted("b") + good.formatted("c");
            assertThat(read(utf8(text))).as(bad).containsExactly("a", "b", "c");
            assertThat(letters(utf8(text))).as(bad).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"13/03/2026 09:00:00", "03/13/2026 09:00:00"})
    void tellsTheOrderOfDayAndMonthFromTheFile(String clear) throws IOException {
        String record =
                "{\"category\":\"SignInLogs\",\"properties\":{\"id\":\"%s\",\"createdDateTime\":\"%s\"}}\n";
        String text = record.formatted("a", "09/03/2026 09:00:00") + record.formatted("b", clear);
        List<Decoded> decoded = decode("f", utf8(text));

        assertThat(decoded).hasSize(2);
        long time = ((Decoded.Event) decoded.get(0)).event().time();
        assertThat(java.time.Instant.ofEpochMilli(time).toString())
                .startsWith(clear.startsWith("13") ? "2026-03-09" : "2026-09-03");
        assertThat(letters(utf8(record.formatted("a", "09/03/2026 09:00:00"))))
                .extracting(Decoded.DeadLetter::reason)
                .containsExactly(Decoded.Reason.UNREADABLE_TIME);
        FileSettings asked = FileSettings.DEFAULT.of(FileFormat.AUTO, DateOrder.DAY_FIRST);
        assertThat(decode("f", utf8(record.formatted("a", "09/03/2026 09:00:00")), asked).get(0))
                .isInstanceOf(Decoded.Event.class);
    }

    @Test
    void streamsALargeEnvelopeBehindAShortLine() throws IOException {
        StringBuilder large = new StringBuilder(record("first") + "\n{\"data\":{\"Records\":[");
        for (int i = 0; i < 300; i++) {
            large.append(i == 0 ? "" : ",").append(record("r" + i));
        }
        large.append("]}}\n").append(record("last")).append('\n');
        FileSettings small = new FileSettings(1 << 20, 200, 2000, 8000);
        List<Decoded> decoded = decode("f", utf8(large.toString()), small);

        assertThat(decoded).hasSize(302).allMatch(Decoded.Event.class::isInstance);
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "deflate", "snappy"})
    void readsCaptures(String codec) throws IOException {
        String envelope = "{\"records\":[%s,%s]}";
        byte[] capture =
                capture(
                        codec,
                        envelope.formatted(record("a"), record("b")),
                        envelope.formatted(record("c"), "{\"category\":\"AuditLogs\"}"));

        List<Decoded> decoded = decode("00.avro", capture);
        assertThat(decoded).hasSize(4).allMatch(Decoded.Event.class::isInstance);
        // The hub's time stands in for one that a record has not.
        assertThat(((Decoded.Event) decoded.get(3)).event().time())
                .isEqualTo(java.time.Instant.parse("2026-03-09T10:00:00Z").toEpochMilli());
        assertThat(letters(Arrays.copyOf(capture, capture.length - 60)))
                .extracting(Decoded.DeadLetter::reason)
                .containsExactly(Decoded.Reason.INCOMPLETE);
        assertThat(read(gzip(capture))).startsWith("a", "b", "c");
    }

    private static byte[] capture(String codec, String... bodies) throws IOException {
        org.apache.avro.Schema schema =
                new org.apache.avro.Schema.Parser()
                        .parse(
                                """
                                {"type":"record","name":"EventData","namespace":"Microsoft.ServiceBus.Messaging","fields":[\
                                {"name":"SequenceNumber","type":"long"},{"name":"Offset","type":"string"},\
                                {"name":"EnqueuedTimeUtc","type":"string"},\
                                {"name":"SystemProperties","type":{"type":"map","values":["long","double","string","bytes"]}},\
                                {"name":"Properties","type":{"type":"map","values":["long","double","string","bytes"]}},\
                                {"name":"Body","type":["null","bytes"]}]}""");
        return packed(
                out -> {
                    try (org.apache.avro.file.DataFileWriter<org.apache.avro.generic.GenericRecord>
                            writer =
                                    new org.apache.avro.file.DataFileWriter<>(
                                            new org.apache.avro.generic.GenericDatumWriter<>(
                                                    schema))) {
                        writer.setCodec(org.apache.avro.file.CodecFactory.fromString(codec));
                        writer.create(schema, out);
                        for (String body : bodies) {
                            var message = new org.apache.avro.generic.GenericData.Record(schema);
                            message.put("SequenceNumber", 1L);
                            message.put("Offset", "1");
                            message.put("EnqueuedTimeUtc", "3/9/2026 10:00:00 AM");
                            message.put("SystemProperties", Map.of());
                            message.put("Properties", Map.of());
                            message.put("Body", java.nio.ByteBuffer.wrap(utf8(body)));
                            writer.append(message);
                            writer.sync();
                        }
                    }
                });
    }

    static String record(String id) {
        return "{\"time\":\"2026-03-02T09:00:00Z\",\"category\":\"SignInLogs\",\"properties\":{\"id\":\"%s\",\"createdDateTime\":\"2026-03-02T09:00:00Z\"}}"
                .formatted(id);
    }

    private static String categoryOf(String file, String text) throws IOException {
        return ((Decoded.Event) decode(file, utf8(text)).get(0)).event().category().logName();
    }

    private static List<String> read(byte[] file) throws IOException {
        return decode("file", file).stream()
                .filter(Decoded.Event.class::isInstance)
                .map(decoded -> ((Decoded.Event) decoded).event().id())
                .toList();
    }

    private static List<Decoded.DeadLetter> letters(byte[] file) throws IOException {
        return decode("file", file).stream()
                .filter(Decoded.DeadLetter.class::isInstance)
                .map(Decoded.DeadLetter.class::cast)
                .toList();
    }

    private static List<Decoded> decode(String name, byte[] file) throws IOException {
        return decode(name, file, FileSettings.DEFAULT);
    }

    private static List<Decoded> decode(String name, byte[] file, FileSettings settings)
            throws IOException {
        List<Decoded> decoded = new ArrayList<>();
        RecordDecoder decoder = new RecordDecoder();
        try (Cutter cutter =
                new ContentOpener(settings).open(name, new ByteArrayInputStream(file))) {
            for (Batch batch = cutter.next(); batch != null; batch = cutter.next()) {
                String source = batch.member() == null ? name : name + "/" + batch.member();
                for (Piece piece : batch.pieces()) {
                    piece.decode(batch.block(), source, batch.dates(), decoder, decoded::add);
                }
            }
        }
        return decoded;
    }

    private interface Packer {
        void pack(OutputStream out) throws IOException;
    }

    private static byte[] packed(Packer packer) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        packer.pack(out);
        return out.toByteArray();
    }

    private static byte[] gzip(byte[] contents) throws IOException {
        return packed(
                out -> {
                    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
                        gzip.write(contents);
                    }
                });
    }

    private static byte[] zstd(byte[] contents) throws IOException {
        return packed(
                out -> {
                    try (ZstdOutputStream zstd = new ZstdOutputStream(out)) {
                        zstd.write(contents);
                    }
                });
    }

    private static byte[] bzip2(byte[] contents) throws IOException {
        return packed(
                out -> {
                    try (OutputStream bzip2 = new BZip2CompressorOutputStream(out)) {
                        bzip2.write(contents);
                    }
                });
    }

    private static byte[] lz4(byte[] contents) throws IOException {
        return packed(
                out -> {
                    try (OutputStream lz4 = new FramedLZ4CompressorOutputStream(out)) {
                        lz4.write(contents);
                    }
                });
    }

    private static byte[] zip(Map<String, byte[]> files) throws IOException {
        return packed(
                out -> {
                    try (ZipOutputStream zip = new ZipOutputStream(out)) {
                        for (Map.Entry<String, byte[]> file : new TreeMap<>(files).entrySet()) {
                            zip.putNextEntry(new ZipEntry(file.getKey()));
                            zip.write(file.getValue());
                        }
                    }
                });
    }

    private static byte[] tar(Map<String, byte[]> files) throws IOException {
        return packed(
                out -> {
                    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(out)) {
                        for (Map.Entry<String, byte[]> file : new TreeMap<>(files).entrySet()) {
                            TarArchiveEntry entry = new TarArchiveEntry(file.getKey());
                            entry.setSize(file.getValue().length);
                            tar.putArchiveEntry(entry);
                            tar.write(file.getValue());
                            tar.closeArchiveEntry();
                        }
                    }
                });
    }

    private static byte[] utf16(String text, Charset charset, boolean marked) {
        return ((marked ? "\ufeff" : "") + text).getBytes(charset);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

package io.entracep.bucket;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A bucket by the wire format of S3: objects are looked up, listed, read, in whole or part, written
 * and deleted.
 */
final class S3StandIn implements AutoCloseable {
    static final String BUCKET = "logs";
    private static final Pattern RANGE = Pattern.compile("bytes=(\\d+)-(\\d*)");

    private static final Pattern KEY = Pattern.compile("<Key>([^<]*)</Key>");
    private static final byte[] DELETED =
            "<?xml version=\"1.0\"?><DeleteResult/>".getBytes(StandardCharsets.UTF_8);

    private final SortedMap<String, byte[]> objects =
            Collections.synchronizedSortedMap(new TreeMap<>());
    private final List<String> read = new CopyOnWriteArrayList<>();
    private final String accessKey;
    private final HttpServer server;

    S3StandIn(String accessKey) throws IOException {
        this.accessKey = accessKey;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/" + BUCKET, this::answer);
        server.start();
    }

    private String endpoint() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    /**
     * The environment of a process that reaches it through Flink's own file system, a plugin.
     *
     * @param folder where its settings are written
     * @param loginKey what the process logs in with
     */
    Map<String, String> environment(Path folder, String loginKey) throws IOException {
        Path settings = Files.createDirectories(folder.resolve("conf"));
        Files.writeString(
                settings.resolve("config.yaml"),
                """
                s3.endpoint: %s
                s3.endpoint.region: us-east-1
                s3.path.style.access: true
                s3.access-key: %s
                s3.secret-key: secret
                """
                        .formatted(endpoint(), loginKey));
        return Map.of(
                "FLINK_PLUGINS_DIR",
                Path.of("target/plugins").toAbsolutePath().toString(),
                "FLINK_CONF_DIR",
                settings.toString());
    }

    void put(String key, byte[] bytes) {
        objects.put(key, bytes);
    }

    /** All that is there, by key. */
    Map<String, byte[]> objects() {
        return Map.copyOf(objects);
    }

    /** Keys of objects whose content was asked for. */
    List<String> read() {
        return read;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String login = exchange.getRequestHeaders().getFirst("Authorization");
            if (login == null || !login.contains("Credential=" + accessKey + "/")) {
                send(exchange, 403, error("AccessDenied", "Access Denied"));
                return;
            }
            String path = exchange.getRequestURI().getPath();
            String key = path.substring(Math.min(path.length(), BUCKET.length() + 2));
            if (key.isEmpty() && exchange.getRequestMethod().equals("POST")) {
                KEY.matcher(new String(body(exchange), StandardCharsets.UTF_8))
                        .results()
                        .forEach(named -> objects.remove(named.group(1)));
                send(exchange, 200, DELETED);
            } else if (key.isEmpty()) {
                send(exchange, 200, listing(query(exchange.getRequestURI().getRawQuery())));
            } else if (exchange.getRequestMethod().equals("PUT")) {
                byte[] body = body(exchange);
                put(key, body);
                exchange.getResponseHeaders().set("ETag", md5(body));
                send(exchange, 200, new byte[0]);
            } else if (exchange.getRequestMethod().equals("DELETE")) {
                objects.remove(key);
                send(exchange, 204, new byte[0]);
            } else if (objects.containsKey(key)) {
                sendObject(exchange, key, objects.get(key));
            } else {
                send(exchange, 404, error("NoSuchKey", "The specified key does not exist."));
            }
        }
    }

    /** As it was sent, or in chunks with a signature each, as clients sign what they send. */
    private static byte[] body(HttpExchange exchange) throws IOException {
        InputStream in = exchange.getRequestBody();
        if (exchange.getRequestHeaders().getFirst("x-amz-decoded-content-length") == null) {
            return in.readAllBytes();
        }
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int size = chunkSize(in); size > 0; size = chunkSize(in)) {
            body.writeBytes(in.readNBytes(size));
            in.readNBytes(2);
        }
        in.readAllBytes();
        return body.toByteArray();
    }

    /** By which the client checks what arrived. */
    private static String md5(byte[] body) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(body));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int chunkSize(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n' && next >= 0; next = in.read()) {
            line.write(next);
        }
        String head = line.toString(StandardCharsets.US_ASCII).strip();
        return Integer.parseInt(head.split(";", 2)[0], 16);
    }

    private void sendObject(HttpExchange exchange, String key, byte[] bytes) throws IOException {
        boolean isHead = exchange.getRequestMethod().equals("HEAD");
        exchange.getResponseHeaders().set("ETag", "\"" + Arrays.hashCode(bytes) + "\"");
        exchange.getResponseHeaders().set("Last-Modified", "Mon, 02 Mar 2026 00:00:00 GMT");
        if (isHead) {
            exchange.getResponseHeaders().set("Content-Length", Integer.toString(bytes.length));
            exchange.sendResponseHeaders(200, -1);
            return;
        }
        read.add(key);
        String range = exchange.getRequestHeaders().getFirst("Range");
        Matcher part = RANGE.matcher(range == null ? "" : range);
        if (!part.matches()) {
            send(exchange, 200, bytes);
            return;
        }
        int from = Integer.parseInt(part.group(1));
        int to =
                part.group(2).isEmpty()
                        ? bytes.length
                        : Math.min(bytes.length, Integer.parseInt(part.group(2)) + 1);
        exchange.getResponseHeaders()
                .set("Content-Range", "bytes %d-%d/%d".formatted(from, to - 1, bytes.length));
        send(exchange, 206, Arrays.copyOfRange(bytes, from, to));
    }

    private byte[] listing(Map<String, String> query) {
        String prefix = query.getOrDefault("prefix", "");
        String delimiter = query.getOrDefault("delimiter", "");
        UnaryOperator<String> written =
                "url".equals(query.get("encoding-type")) ? S3StandIn::encoded : S3StandIn::escaped;
        StringBuilder contents = new StringBuilder();
        TreeSet<String> folders = new TreeSet<>();
        int count = 0;
        for (Map.Entry<String, byte[]> object : objects.tailMap(prefix).entrySet()) {
            String key = object.getKey();
            if (!key.startsWith(prefix)) {
                break;
            }
            int end = delimiter.isEmpty() ? -1 : key.indexOf(delimiter, prefix.length());
            if (end >= 0) {
                folders.add(key.substring(0, end + 1));
            } else {
                count++;
                contents.append(
                        "<Contents><Key>%s</Key><LastModified>2026-03-02T00:00:00.000Z</LastModified><ETag>\"e\"</ETag><Size>%d</Size><StorageClass>STANDARD</StorageClass></Contents>"
                                .formatted(written.apply(key), object.getValue().length));
            }
        }
        folders.forEach(
                folder ->
                        contents.append(
                                "<CommonPrefixes><Prefix>%s</Prefix></CommonPrefixes>"
                                        .formatted(written.apply(folder))));
        return """
        <?xml version="1.0" encoding="UTF-8"?>
        <ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Name>%s</Name><Prefix>%s</Prefix><KeyCount>%d</KeyCount><MaxKeys>5000</MaxKeys><IsTruncated>false</IsTruncated>%s</ListBucketResult>"""
                .formatted(BUCKET, written.apply(prefix), count + folders.size(), contents)
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String escaped(String key) {
        return key.replace("&", "&amp;").replace("<", "&lt;");
    }

    private static String encoded(String key) {
        return URLEncoder.encode(key, StandardCharsets.UTF_8).replace("%2F", "/");
    }

    private static byte[] error(String code, String message) {
        return "<?xml version=\"1.0\"?><Error><Code>%s</Code><Message>%s</Message></Error>"
                .formatted(code, message)
                .getBytes(StandardCharsets.UTF_8);
    }

    private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.sendResponseHeaders(status, -1);
            return;
        }
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    private static Map<String, String> query(String raw) {
        Map<String, String> query = new HashMap<>();
        for (String pair : raw == null ? new String[0] : raw.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                query.put(
                        pair.substring(0, equals),
                        URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
            }
        }
        return query;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}

package io.entracep.serial;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Lists and maps: their size, then their elements. */
final class Collected {

    /** An upper bound for what is reserved before anything was read, against corrupt lengths. */
    private static final int MAX_RESERVED = 64;

    private Collected() {}

    @FunctionalInterface
    interface Writer<T> {
        void write(T value, DataOutputView out) throws IOException;
    }

    @FunctionalInterface
    interface Reader<T> {
        T read(DataInputView in) throws IOException;
    }

    static <T> void writeList(List<T> list, Writer<T> writer, DataOutputView out)
            throws IOException {
        Varint.write(list.size(), out);
        for (T element : list) {
            writer.write(element, out);
        }
    }

    static <T> List<T> readList(Reader<T> reader, DataInputView in) throws IOException {
        int size = Varint.readCount(in);
        List<T> list = new ArrayList<>(Math.min(size, MAX_RESERVED));
        for (int i = 0; i < size; i++) {
            list.add(reader.read(in));
        }
        return list;
    }

    /** Writes the entries in the map's order, which the records keep sorted. */
    static void writeTexts(Map<String, String> texts, DataOutputView out) throws IOException {
        Varint.write(texts.size(), out);
        for (Map.Entry<String, String> text : texts.entrySet()) {
            Text.write(text.getKey(), out);
            Text.write(text.getValue(), out);
        }
    }

    static Map<String, String> readTexts(DataInputView in) throws IOException {
        int size = Varint.readCount(in);
        Map<String, String> texts = new TreeMap<>();
        for (int i = 0; i < size; i++) {
            texts.put(Text.read(in), Text.read(in));
        }
        return texts;
    }
}

package io.entracep.serial;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

    /** Writes the entries in the order of their keys: the order of an immutable map is random. */
    static void writeTexts(Map<String, String> texts, DataOutputView out) throws IOException {
        String[] keys = texts.keySet().toArray(new String[0]);
        Arrays.sort(keys);
        Varint.write(keys.length, out);
        for (String key : keys) {
            Text.write(key, out);
            Text.write(texts.getOrDefault(key, ""), out);
        }
    }

    static Map<String, String> readTexts(DataInputView in) throws IOException {
        int size = Varint.readCount(in);
        Map<String, String> texts = new HashMap<>(Math.min(size, MAX_RESERVED) * 2);
        for (int i = 0; i < size; i++) {
            texts.put(Text.read(in), Text.read(in));
        }
        return texts;
    }
}

package io.entracep.serial;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/**
 * Texts as the virtual machine holds them: one byte per character where all are Latin-1, else two.
 * The length comes first, doubled, plus one for the wide form. Unlike UTF-8 this keeps every text
 * as it is, lone surrogates too, which attackers can put into a log, and needs no conversion.
 */
final class Text {

    private static final int WIDE = 1;
    private static final RecentTexts RECENT = new RecentTexts();

    private Text() {}

    static void write(String text, DataOutputView out) throws IOException {
        if (isLatin1(text)) {
            Varint.write((long) text.length() << 1, out);
            out.write(text.getBytes(ISO_8859_1));
        } else {
            Varint.write(((long) text.length() << 1) | WIDE, out);
            writeWide(text, out);
        }
    }

    /** Writes nothing for null: the block's bits tell. */
    static void writeOptional(@Nullable String text, DataOutputView out) throws IOException {
        if (text != null) {
            write(text, out);
        }
    }

    static String read(DataInputView in) throws IOException {
        long header = Varint.read(in);
        int length = Varint.count(header >>> 1);
        return (header & WIDE) == 0 ? readLatin1(length, in) : readWide(length, in);
    }

    /** Reads a text where the bit is set, else null. */
    static @Nullable String readOptional(long bits, int bit, DataInputView in) throws IOException {
        return Presence.has(bits, bit) ? read(in) : null;
    }

    private static boolean isLatin1(String text) {
        int union = 0;
        for (int i = 0; i < text.length(); i++) {
            union |= text.charAt(i);
        }
        return union <= 0xff;
    }

    private static void writeWide(String text, DataOutputView out) throws IOException {
        for (int i = 0; i < text.length(); i++) {
            out.writeChar(text.charAt(i));
        }
    }

    private static String readLatin1(int length, DataInputView in) throws IOException {
        byte[] bytes = new byte[length];
        in.readFully(bytes);
        return RECENT.of(bytes);
    }

    private static String readWide(int length, DataInputView in) throws IOException {
        char[] characters = new char[length];
        for (int i = 0; i < length; i++) {
            characters[i] = in.readChar();
        }
        return new String(characters);
    }
}

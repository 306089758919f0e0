package io.entracep.rule;

import io.entracep.yaml.MalformedValue;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** The modifiers that encode a value: what a text looks like inside other texts. */
final class Encodings {

    private static final int[] FIRST = {0, 2, 3};
    private static final int[] CUT = {0, 3, 2};

    private Encodings() {}

    /** The texts that the value becomes; one unless {@code base64offset} is among the modifiers. */
    static List<String> of(SigmaPattern pattern, List<Modifier> modifiers) throws MalformedValue {
        if (!pattern.isLiteral()) {
            throw new MalformedValue("a value without wildcards, since it is encoded");
        }
        byte[] bytes = pattern.text().getBytes(StandardCharsets.UTF_8);
        boolean wide = false;
        for (Modifier modifier : modifiers) {
            switch (modifier) {
                case UTF16LE, WIDE -> bytes = pattern.text().getBytes(StandardCharsets.UTF_16LE);
                case UTF16BE -> bytes = pattern.text().getBytes(StandardCharsets.UTF_16BE);
                case UTF16 -> bytes = withMark(pattern.text());
                case BASE64 -> {
                    return List.of(Base64.getEncoder().encodeToString(bytes));
                }
                case BASE64OFFSET -> {
                    return offsets(bytes);
                }
                default -> {}
            }
            wide |= modifier.sort() == Modifier.Sort.WIDE;
        }
        return List.of(
                new String(bytes, wide ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8));
    }

    private static byte[] withMark(String text) {
        byte[] bytes = ("\uFEFF" + text).getBytes(StandardCharsets.UTF_16LE);
        return bytes;
    }

    /** What does not depend on what stands before and behind, for each of the three places. */
    private static List<String> offsets(byte[] bytes) {
        List<String> texts = new ArrayList<>();
        for (int offset = 0; offset < 3; offset++) {
            byte[] shifted = new byte[bytes.length + offset];
            System.arraycopy(bytes, 0, shifted, offset, bytes.length);
            String encoded = Base64.getEncoder().encodeToString(shifted);
            int to = encoded.length() - CUT[shifted.length % 3];
            if (to > FIRST[offset]) {
                texts.add(encoded.substring(FIRST[offset], to));
            }
        }
        return texts;
    }
}

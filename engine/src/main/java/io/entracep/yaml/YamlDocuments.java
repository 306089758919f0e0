package io.entracep.yaml;

import java.util.ArrayList;
import java.util.List;

/**
 * The documents of a text, cut at the lines that begin one ({@code ---}), so that what is wrong
 * with one document hides no other. No text inside a document can have such a line.
 */
final class YamlDocuments {

    private YamlDocuments() {}

    /**
     * One document.
     *
     * @param firstLine line of the text at which it begins, from 1
     * @param yaml without the line that began it
     */
    record Document(int firstLine, String yaml) {}

    /** Those with content, in the order of the text. */
    static List<Document> of(String text) {
        List<Document> documents = new ArrayList<>();
        StringBuilder document = new StringBuilder();
        int first = 1;
        int line = 0;
        for (String each : text.split("\n", -1)) {
            line++;
            if (isMark(each, "---") || isMark(each, "...")) {
                add(documents, first, document);
                first = line;
                document.append("   ").append(each.substring(3));
            } else {
                document.append(each);
            }
            document.append('\n');
        }
        add(documents, first, document);
        return documents;
    }

    private static void add(List<Document> documents, int first, StringBuilder document) {
        boolean content =
                document.toString()
                        .lines()
                        .map(String::strip)
                        .anyMatch(line -> !line.isEmpty() && "#%".indexOf(line.charAt(0)) < 0);
        if (content) {
            documents.add(new Document(first, document.toString()));
        }
        document.setLength(0);
    }

    private static boolean isMark(String line, String mark) {
        return line.startsWith(mark)
                && (line.length() == 3 || Character.isWhitespace(line.charAt(3)));
    }
}

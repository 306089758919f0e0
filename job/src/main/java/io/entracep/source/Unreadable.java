package io.entracep.source;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Files that are known by how they begin, not opened, and what to do with them. */
enum Unreadable {
    XZ("an xz file", "Unpack it: xz -d.", "\u00fd7zXZ\0"),
    SEVEN_ZIP("a 7-Zip archive", "Unpack it: 7z x.", "7z\u00bc\u00af'\u001c"),
    RAR("a RAR archive", "Unpack it.", "Rar!\u001a\u0007"),
    WINDOWS_EVENTS("a Windows event log", "Export the Entra ID logs instead.", "ElfFile"),
    PDF("a PDF", "Export the logs as JSON or CSV.", "%PDF-"),
    OLD_OFFICE(
            "an old Office document",
            "Save the sheet as CSV UTF-8.",
            "\u00d0\u00cf\u0011\u00e0\u00a1\u00b1"),
    SQLITE("an SQLite database", "Export the logs as JSON or CSV.", "SQLite format 3"),
    ORC("an ORC file", "Export as Parquet, JSON or CSV.", "ORC"),
    OFFICE("an Excel workbook or another Office document", "Save the sheet as CSV UTF-8.", "");

    /** What an Office document has first in its archive. */
    private static final String OFFICE_MEMBER = "[Content_Types].xml";

    private static final int MEMBER_NAME = 30;

    private final String what;
    private final String wayOut;

    /** The first bytes, each as the character with its number. */
    private final String mark;

    Unreadable(String what, String wayOut, String mark) {
        this.what = what;
        this.wayOut = wayOut;
        this.mark = mark;
    }

    /** Null for what is none of these. */
    static @Nullable Unreadable of(byte[] head) {
        for (Unreadable each : values()) {
            if (!each.mark.isEmpty() && each.begins(head)) {
                return each;
            }
        }
        int length = Math.min(OFFICE_MEMBER.length(), head.length - MEMBER_NAME);
        return length > 0
                        && new String(head, MEMBER_NAME, length, StandardCharsets.ISO_8859_1)
                                .equals(OFFICE_MEMBER)
                ? OFFICE
                : null;
    }

    /** Why it is refused, and what to do. */
    String trouble() {
        return "The file is %s, which is not read. %s".formatted(what, wayOut);
    }

    private boolean begins(byte[] head) {
        return head.length >= mark.length()
                && new String(head, 0, mark.length(), StandardCharsets.ISO_8859_1).equals(mark);
    }
}

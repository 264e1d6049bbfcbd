package org.countersign.exchange.check;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Map;
import java.util.Optional;

/** Names what is plainly not XML by its first bytes. Blank text is left to the XML reader, which says what is wrong. */
final class OtherFormat {

    private static final int LOOKED_AT = 4096;
    private static final Map<String, String> MAGIC = Map.of(
            "%PDF", "PDF",
            "PK\u0003\u0004", "ZIP archive",
            "{", "JSON",
            "[", "JSON",
            "\u0089PNG", "PNG image",
            "\u00ff\u00d8\u00ff", "JPEG image",
            "UNA", "EDIFACT",
            "UNB", "EDIFACT",
            "ISA", "X12");

    private OtherFormat() {}

    static Optional<String> of(byte[] bytes) {
        var start = new String(bytes, 0, Math.min(bytes.length, LOOKED_AT), ISO_8859_1);
        // Byte order marks, and the zero halves of UTF-16 and UTF-32 characters.
        var text = start.replaceFirst("^(\u00ef\u00bb\u00bf|\u00fe\u00ff|\u00ff\u00fe)", "")
                .replace("\u0000", "")
                .stripLeading();
        if (text.isEmpty() || text.startsWith("<")) {
            return Optional.empty();
        }
        return Optional.of(MAGIC.entrySet().stream()
                .filter(magic -> text.startsWith(magic.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("not XML"));
    }
}

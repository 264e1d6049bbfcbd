package org.countersign.platform;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256, over bytes as they are or over the canonical form of a document, version {@code cs1}. */
public final class Hash {

    private static final byte[] VERSION = "cs1\n".getBytes(StandardCharsets.US_ASCII);

    private Hash() {}

    public static byte[] sha256(byte[]... parts) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            for (var part : parts) {
                digest.update(part);
            }
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    public static byte[] sha256(String text) {
        return sha256(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The hash of a document's content: what an approval is bound to. Prefix {@code cs1}, then RFC 8785 JSON. */
    public static byte[] ofContent(Object content) {
        return sha256(VERSION, Json.canonical(content));
    }

    public static String hex(byte[] hash) {
        return HexFormat.of().formatHex(hash);
    }
}

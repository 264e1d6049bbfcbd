package org.countersign.identity;

import java.security.SecureRandom;
import java.util.Base64;
import org.countersign.platform.Hash;

/** A secret of 256 random bits that is handed out once and kept only as its SHA-256. */
record Token(String text) {

    private static final SecureRandom RANDOM = new SecureRandom();

    static Token random() {
        var bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        return new Token(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    byte[] hash() {
        return Hash.sha256(text);
    }

    /** Never the secret, so that no log shows it. */
    @Override
    public String toString() {
        return "Token";
    }
}

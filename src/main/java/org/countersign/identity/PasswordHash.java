package org.countersign.identity;

/** A password as it is kept: its Argon2id hash with salt and costs; made by {@link Passwords}. */
public record PasswordHash(String encoded) {

    /** Never the hash itself, so that no log shows it. */
    @Override
    public String toString() {
        return "PasswordHash";
    }
}

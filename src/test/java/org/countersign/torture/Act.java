package org.countersign.torture;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One act of a person as it is sent: under its key it may be sent again, and has one effect.
 *
 * @param version what {@code If-Match} carries; null where the act asks for none
 */
record Act(
        UUID organization,
        Person by,
        Deed deed,
        String method,
        String path,
        String mediaType,
        String body,
        @Nullable String version,
        String key) {

    private static final Pattern UUID_TEXT =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

    static Act post(House house, Person by, Deed deed, String path, String json) {
        return new Act(
                house.organization(), by, deed, "POST", "/api/v1" + path, "application/json", json, null, newKey());
    }

    static Act put(House house, Person by, Deed deed, String path, String json, int version) {
        return new Act(
                house.organization(),
                by,
                deed,
                "PUT",
                "/api/v1" + path,
                "application/json",
                json,
                Integer.toString(version),
                newKey());
    }

    static Act document(House house, Person by, String xml) {
        return new Act(
                house.organization(),
                by,
                Deed.HAND_IN,
                "POST",
                "/api/v1/documents",
                "application/xml",
                xml,
                null,
                newKey());
    }

    /** The same on the version that was seen. */
    Act on(int seen) {
        return new Act(organization, by, deed, method, path, mediaType, body, Integer.toString(seen), key);
    }

    /** The document that its address names; none where the act makes one. */
    Optional<UUID> named() {
        var found = UUID_TEXT.matcher(path);
        return found.find() ? Optional.of(UUID.fromString(found.group())) : Optional.empty();
    }

    byte[] bytes() {
        return body.getBytes(StandardCharsets.UTF_8);
    }

    private static String newKey() {
        return "torture-" + UUID.randomUUID();
    }
}

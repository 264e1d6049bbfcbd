package org.countersign.platform;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.Configuration;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.TinkProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig2026;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.countersign.kernel.NotFound;
import org.countersign.kernel.OrganizationId;
import org.countersign.kernel.Refusal;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Files as rows, written in the transaction of their act, sealed with AES-256-GCM under a key of the organisation that
 * the installation's key seals in turn. A file cannot be moved to another organisation or id: both are sealed in.
 */
@Component
public class Contents {

    /** The largest file, in bytes. */
    public static final int LARGEST = 20 * 1024 * 1024;

    static final String INSERT = """
            insert into platform.content (organization_id, content_id, sha256, media_type, size, sealed, created_at)
            values (:organization, :id, :sha256, :mediaType, :size, :sealed, :createdAt)
            """;
    static final String FIND = """
            select media_type, sha256, sealed from platform.content where organization_id = :organization and content_id = :id
            """;
    static final String FORGET = """
            delete from platform.content
             where organization_id = platform.current_organization() and content_id = any(:ids::uuid[])
            """;
    static final String KEY = """
            select sealed_keyset from platform.organization_key where organization_id = :organization
            """;
    static final String NEW_KEY = """
            insert into platform.organization_key (organization_id, sealed_keyset, created_at)
            values (:organization, :keyset, :createdAt) on conflict do nothing
            """;

    private final JdbcClient jdbc;
    private final Ids ids;
    private final Clock clock;
    private final Aead installation;
    private final Map<OrganizationId, Aead> keys = new ConcurrentHashMap<>();

    public Contents(JdbcClient jdbc, Ids ids, Clock clock, Installation installation) {
        this.jdbc = jdbc;
        this.ids = ids;
        this.clock = clock;
        this.installation = installationKey(installation);
    }

    /** Keeps a file in the running transaction; refuses one above 20 MB. */
    public ContentId keep(OrganizationId organization, String mediaType, byte[] bytes) {
        Refusal.unless(
                bytes.length <= LARGEST,
                () -> Refusal.rule(
                        "file-too-large",
                        "A file may have at most 20 MB.",
                        Refusal.Facts.none().measured("bytes", LARGEST, bytes.length, LARGEST)));
        var id = new ContentId(ids.next());
        jdbc.sql(INSERT)
                .param("organization", organization.value())
                .param("id", id.value())
                .param("sha256", Hash.sha256(bytes))
                .param("mediaType", mediaType)
                .param("size", bytes.length)
                .param("sealed", seal(organization, id, bytes))
                .param("createdAt", Params.column(clock.instant()))
                .update();
        return id;
    }

    /** The file; NotFound if this organisation has none by that id. */
    public Content content(OrganizationId organization, ContentId id) {
        return jdbc.sql(FIND)
                .param("organization", organization.value())
                .param("id", id.value())
                .query((rows, _) -> new Content(
                        id,
                        rows.getString("media_type"),
                        rows.getBytes("sha256"),
                        open(organization, id, rows.getBytes("sealed"))))
                .optional()
                .orElseThrow(() -> new NotFound("file", id));
    }

    /** Forgets files of the running transaction's organisation that nothing names any more. */
    public void forget(Collection<ContentId> ids) {
        jdbc.sql(FORGET)
                .param("ids", ids.stream().map(ContentId::value).toArray(UUID[]::new))
                .update();
    }

    private byte[] seal(OrganizationId organization, ContentId id, byte[] bytes) {
        try {
            return key(organization).encrypt(bytes, associated(organization.value(), id.value()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a file could not be sealed", e);
        }
    }

    private byte[] open(OrganizationId organization, ContentId id, byte[] sealed) {
        try {
            return key(organization).decrypt(sealed, associated(organization.value(), id.value()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("file " + id + " was altered, or the key is not this installation's", e);
        }
    }

    /** Cached only once read back from the database, so that a key of a rolled-back transaction is never used again. */
    private Aead key(OrganizationId organization) throws GeneralSecurityException {
        var known = keys.get(organization);
        if (known != null) {
            return known;
        }
        var stored = storedKey(organization);
        if (stored.isPresent()) {
            var key = unsealed(organization, stored.get());
            keys.put(organization, key);
            return key;
        }
        var handle = KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM, algorithms());
        var sealed = TinkProtoKeysetFormat.serializeEncryptedKeyset(
                handle, installation, associated(organization.value()), algorithms());
        jdbc.sql(NEW_KEY)
                .param("organization", organization.value())
                .param("keyset", sealed)
                .param("createdAt", Params.column(clock.instant()))
                .update();
        return unsealed(organization, storedKey(organization).orElseThrow());
    }

    private Optional<byte[]> storedKey(OrganizationId organization) {
        return jdbc.sql(KEY)
                .param("organization", organization.value())
                .query(byte[].class)
                .optional();
    }

    private Aead unsealed(OrganizationId organization, byte[] sealed) throws GeneralSecurityException {
        return TinkProtoKeysetFormat.parseEncryptedKeyset(
                        sealed, installation, associated(organization.value()), algorithms())
                .getPrimitive(algorithms(), Aead.class);
    }

    private static byte[] associated(UUID... parts) {
        var bytes = ByteBuffer.allocate(16 * parts.length);
        for (var part : parts) {
            bytes.putLong(part.getMostSignificantBits()).putLong(part.getLeastSignificantBits());
        }
        return bytes.array();
    }

    private static Aead installationKey(Installation installation) {
        try {
            var keyset = Secrets.kept(installation.installationKey(), Contents::newInstallationKey);
            return TinkJsonProtoKeysetFormat.parseKeyset(keyset, algorithms(), InsecureSecretKeyAccess.get())
                    .getPrimitive(algorithms(), Aead.class);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    "the installation's key " + installation.installationKey() + " is unusable", e);
        }
    }

    private static String newInstallationKey() {
        try {
            return TinkJsonProtoKeysetFormat.serializeKeyset(
                    KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM, algorithms()),
                    algorithms(),
                    InsecureSecretKeyAccess.get());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Configuration algorithms() throws GeneralSecurityException {
        return AeadConfig2026.get();
    }
}

package org.countersign.platform;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the person who starts Countersign decides.
 *
 * @param data the folder that holds the embedded database and the secrets
 * @param databaseUrl a JDBC URL of the owner login of another PostgreSQL; absent means the embedded one
 * @param keyFile where the installation's key is kept; absent means {@code <data>/secrets/installation-key}
 * @param demonstration whether an empty database gets the demonstration organisations
 * @param consumers whether this node works off the journal: makes, sends and places documents, matches again; of several
 *     nodes on one database at least one must, and one that does not serves its people undisturbed
 * @param greets whether the start says on the terminal where to look and how to sign in
 */
@ConfigurationProperties("countersign")
public record Installation(
        @DefaultValue("var/data") Path data,
        @Nullable String databaseUrl,
        @Nullable Path keyFile,
        @DefaultValue("false") boolean demonstration,
        @DefaultValue("true") boolean consumers,
        @DefaultValue("false") boolean greets) {

    public Installation {
        databaseUrl = databaseUrl == null || databaseUrl.isBlank() ? null : databaseUrl;
        keyFile = keyFile == null || keyFile.toString().isBlank() ? null : keyFile;
    }

    Path secrets() {
        return data.resolve("secrets");
    }

    Path installationKey() {
        return keyFile == null ? secrets().resolve("installation-key") : keyFile;
    }
}

package org.countersign.identity;

import java.util.List;
import java.util.Locale;
import org.countersign.kernel.AccountId;
import org.countersign.kernel.Grant;
import org.jspecify.annotations.Nullable;

/**
 * Somebody to be added to an organisation. A login that the installation knows already is the same account, which keeps
 * its name and password; a new one has no password until one is set.
 *
 * @param manager whom they will report to; absent for somebody who reports to nobody
 */
public record NewPerson(
        String name,
        String login,
        List<Grant> grants,
        @Nullable AccountId manager) {

    public NewPerson {
        login = login.strip().toLowerCase(Locale.ROOT);
        grants = List.copyOf(grants);
    }
}

package org.countersign.identity;

import java.util.List;
import org.countersign.kernel.AccountId;
import org.countersign.kernel.Grant;
import org.countersign.kernel.Role;
import org.jspecify.annotations.Nullable;

/**
 * A person (or program) in an organisation.
 *
 * @param manager whom they report to; absent for somebody who reports to nobody
 * @param active whether they may act; who was suspended keeps their history and is asked nothing new
 * @param version raised by every change of manager, grants or standing
 */
public record Person(
        AccountId id,
        String name,
        String login,
        @Nullable AccountId manager,
        boolean active,
        List<Grant> grants,
        int version) {

    public Person {
        grants = List.copyOf(grants);
    }

    public boolean has(Role role) {
        return grants.stream().anyMatch(grant -> grant.role() == role);
    }
}

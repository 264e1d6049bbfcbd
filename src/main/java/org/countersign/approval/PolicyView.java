package org.countersign.approval;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.countersign.kernel.AccountId;

/**
 * A version of the rules as stored.
 *
 * @param namedOwner who decides where a rule finds nobody else
 * @param reason why they were changed, in the words of who did
 */
public record PolicyView(
        int version,
        LocalDate validFrom,
        List<RuleText> rules,
        AccountId namedOwner,
        String reason,
        AccountId keptBy,
        Instant keptAt) {

    public PolicyView {
        rules = List.copyOf(rules);
    }
}

package org.countersign.identity;

import java.util.List;
import org.countersign.kernel.AccountId;
import org.countersign.kernel.CostCentreId;
import org.countersign.kernel.DocumentRef;
import org.countersign.kernel.Event;
import org.countersign.kernel.Grant;
import org.countersign.kernel.OrganizationId;
import org.jspecify.annotations.Nullable;

/** What happened to the organisation, its people, keys and cost centres. */
public sealed interface IdentityEvent extends Event {

    /** What happened to a person; shown in that person's life. */
    sealed interface OfPerson extends IdentityEvent {

        AccountId person();

        @Override
        default DocumentRef document() {
            return DocumentRef.of("person", person());
        }
    }

    /** What happened to a cost centre. */
    sealed interface OfCostCentre extends IdentityEvent {

        CostCentreId costCentre();

        @Override
        default DocumentRef document() {
            return DocumentRef.of("cost-centre", costCentre());
        }
    }

    /** What happened to the organisation itself. */
    sealed interface OfOrganization extends IdentityEvent {

        OrganizationId organization();

        @Override
        default DocumentRef document() {
            return DocumentRef.of("organization", organization());
        }
    }

    record OrganizationFounded(OrganizationId organization, String name, boolean buys, boolean sells)
            implements OfOrganization {}

    record GroupChanged(OrganizationId organization, String group, List<AccountId> before, List<AccountId> after)
            implements OfOrganization {}

    /** The manager is absent for somebody who reports to nobody. */
    record PersonAdded(
            AccountId person,
            String name,
            String login,
            List<Grant> grants,
            @Nullable AccountId manager) implements OfPerson {}

    record GrantsChanged(AccountId person, List<Grant> before, List<Grant> after) implements OfPerson {}

    /** Either is absent where the person reports to nobody. */
    record ManagerChanged(
            AccountId person,
            @Nullable AccountId before,
            @Nullable AccountId after) implements OfPerson {}

    record PersonSuspended(AccountId person) implements OfPerson {}

    record PersonRestored(AccountId person) implements OfPerson {}

    record PasswordSet(AccountId person) implements OfPerson {}

    /** By the person, who proved the one before. */
    record PasswordChanged(AccountId person) implements OfPerson {}

    record KeyMade(AccountId person, KeyId key, String name) implements OfPerson {}

    record KeyRevoked(AccountId person, KeyId key) implements OfPerson {}

    record CostCentreOpened(CostCentreId costCentre, String code, CostCentre.Terms terms) implements OfCostCentre {}

    record CostCentreChanged(CostCentreId costCentre, CostCentre.Terms before, CostCentre.Terms after)
            implements OfCostCentre {}
}

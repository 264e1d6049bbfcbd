package org.countersign.vendor;

import java.util.Optional;
import java.util.Set;
import org.countersign.kernel.Actor;
import org.countersign.kernel.Authority;
import org.countersign.kernel.NotFound;
import org.countersign.kernel.OrganizationId;
import org.countersign.kernel.Reason;
import org.countersign.kernel.Refusal;
import org.countersign.kernel.Stale;
import org.countersign.platform.Ids;
import org.countersign.platform.Journal;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The door to vendors: adds and describes them, says where they are paid and whether they may receive orders. */
@Component
public class Vendors {

    private final VendorStore vendors;
    private final Journal journal;
    private final Ids ids;

    public Vendors(JdbcClient jdbc, Journal journal, Ids ids) {
        this.vendors = new VendorStore(jdbc);
        this.journal = journal;
        this.ids = ids;
    }

    /** Adds a vendor that may receive orders; refuses the same legal entity twice as {@code vendor-duplicate}. */
    public VendorId add(VendorTerms terms, Actor by) {
        by.require(Authority.KEEP_VENDORS);
        var id = new VendorId(ids.next());
        onlyOne(terms, id, by.organization());
        vendors.add(by.organization(), id, terms, partner(terms, by.organization()));
        journal.tell(new VendorEvent.VendorAdded(id, terms), by);
        return id;
    }

    /** Describes the vendor anew; orders keep what they were issued with. */
    public void change(VendorId id, int seen, VendorTerms terms, Actor by) {
        by.require(Authority.KEEP_VENDORS);
        var before = locked(id, by);
        Stale.unlessCurrent(seen, before.version());
        onlyOne(terms, id, by.organization());
        vendors.change(by.organization(), id, terms, partner(terms, by.organization()));
        journal.tell(new VendorEvent.VendorChanged(id, before.terms(), terms), by);
    }

    /** Says where the vendor is paid from now on; answers the new version of its bank details. */
    public int changeBankDetails(VendorId id, int seen, BankDetails bank, Actor by) {
        by.require(Authority.KEEP_BANK_DETAILS);
        var before = locked(id, by);
        Stale.unlessCurrent(seen, before.version());
        vendors.changeBank(by.organization(), id, bank);
        var version = before.bankVersion() + 1;
        var known = before.bank().map(details -> details.iban().masked()).orElse("");
        journal.tell(
                new VendorEvent.BankDetailsChanged(
                        id, version, known, bank.iban().masked(), bank.holder()),
                by);
        return version;
    }

    /** Stops orders to the vendor, for a reason. */
    public void hold(VendorId id, String reason, Actor by) {
        var why = Reason.said(reason);
        become(id, VendorState.ON_HOLD, why, by);
    }

    /** Lets the vendor receive orders again. */
    public void release(VendorId id, Actor by) {
        become(id, VendorState.ORDERABLE, "", by);
    }

    /** Ends the relation: the vendor stays in the books and receives no more orders. */
    public void retire(VendorId id, String reason, Actor by) {
        var why = Reason.said(reason);
        become(id, VendorState.RETIRED, why, by);
    }

    private void become(VendorId id, VendorState state, String reason, Actor by) {
        by.require(Authority.KEEP_VENDORS);
        var before = locked(id, by);
        Refusal.unless(
                before.state() != state,
                () -> Refusal.conflict(
                        "not-in-this-phase",
                        "The vendor is " + state.words() + " already.",
                        Refusal.Facts.of("state", state.words())));
        vendors.changeState(by.organization(), id, state, reason);
        journal.tell(new VendorEvent.VendorStateChanged(id, before.state(), state, reason), by);
    }

    private VendorView locked(VendorId id, Actor by) {
        vendors.lock(by.organization(), id);
        return vendors.byIds(by.organization(), Set.of(id)).stream()
                .findFirst()
                .orElseThrow(() -> new NotFound("vendor", id));
    }

    private Optional<OrganizationId> partner(VendorTerms terms, OrganizationId organization) {
        return terms.endpoint().isNone() ? Optional.empty() : vendors.partner(organization, terms.endpoint());
    }

    private void onlyOne(VendorTerms terms, VendorId id, OrganizationId organization) {
        vendors.ofLegalEntity(organization, terms.legalKey(), id).ifPresent(first -> {
            throw Refusal.conflict(
                    "vendor-duplicate",
                    "There is a vendor with this legal id or tax id already; use that one.",
                    Refusal.Facts.of("first", first)
                            .and("field", terms.legalId().isEmpty() ? "taxId" : "legalId")
                            .and("actual", terms.legalId().isEmpty() ? terms.taxId() : terms.legalId()));
        });
    }
}

package org.countersign.vendor;

import java.util.Optional;
import org.countersign.kernel.OrganizationId;
import org.countersign.kernel.Refusal;

/**
 * One whole vendor.
 *
 * @param stateReason why it is on hold or retired; empty otherwise
 * @param partner the organisation of this installation behind the endpoint
 * @param bank empty where none is known, or not the reader's to see
 * @param bankVersion raised by each change of bank details; 0 while there are none
 */
public record VendorView(
        VendorId id,
        VendorTerms terms,
        VendorState state,
        String stateReason,
        Optional<OrganizationId> partner,
        Optional<BankDetails> bank,
        int bankVersion,
        int version) {

    /** Refuses {@code vendor-blocked} unless the vendor may receive orders. */
    public VendorView orderable() {
        Refusal.unless(
                state == VendorState.ORDERABLE,
                () -> Refusal.rule(
                        "vendor-blocked",
                        "The vendor " + terms.name() + " is " + state.words() + " and may not receive orders"
                                + (stateReason.isEmpty() ? "." : ": " + stateReason + "."),
                        Refusal.Facts.of("vendor", terms.name())
                                .measured("state", VendorState.ORDERABLE.words(), state.words(), "none")
                                .under("vendor-orderable", "buyer")));
        return this;
    }

    VendorView withoutBank() {
        return new VendorView(id, terms, state, stateReason, partner, Optional.empty(), bankVersion, version);
    }
}

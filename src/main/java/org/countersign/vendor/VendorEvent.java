package org.countersign.vendor;

import org.countersign.kernel.DocumentRef;
import org.countersign.kernel.Event;

/** What is told about vendors; bank details are told masked. */
public sealed interface VendorEvent extends Event {

    VendorId id();

    @Override
    default DocumentRef document() {
        return DocumentRef.of("vendor", id());
    }

    /** A vendor was added. */
    record VendorAdded(VendorId id, VendorTerms terms) implements VendorEvent {}

    /** A vendor's description was changed. */
    record VendorChanged(VendorId id, VendorTerms before, VendorTerms after) implements VendorEvent {}

    /** A vendor is paid elsewhere from now on. */
    record BankDetailsChanged(VendorId id, int bankVersion, String ibanBefore, String ibanAfter, String holder)
            implements VendorEvent {}

    /** A vendor may receive orders, or may no longer. */
    record VendorStateChanged(VendorId id, VendorState before, VendorState after, String reason)
            implements VendorEvent {}
}

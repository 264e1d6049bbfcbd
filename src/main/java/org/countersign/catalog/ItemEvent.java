package org.countersign.catalog;

import java.time.LocalDate;
import java.util.List;
import org.countersign.kernel.DocumentRef;
import org.countersign.kernel.Event;
import org.countersign.vendor.VendorId;

/** What is told about catalogue items. */
public sealed interface ItemEvent extends Event {

    ItemId id();

    @Override
    default DocumentRef document() {
        return DocumentRef.of("item", id());
    }

    /** An item was added. */
    record ItemAdded(ItemId id, VendorId vendor, Article article, Validity validity, ItemPrice price)
            implements ItemEvent {

        @Override
        public List<DocumentRef> concerning() {
            return List.of(DocumentRef.of("vendor", vendor));
        }
    }

    /** An item has a new price. */
    record ItemPriced(ItemId id, ItemPrice price) implements ItemEvent {}

    /** An item may not be requisitioned after a day. */
    record ItemRetired(ItemId id, LocalDate lastDay, String reason) implements ItemEvent {}
}

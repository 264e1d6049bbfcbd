package org.countersign.web.requisition;

import java.util.UUID;
import org.countersign.kernel.Actor;
import org.countersign.kernel.NotFound;
import org.countersign.requisition.RequisitionFinder;
import org.countersign.requisition.RequisitionId;
import org.countersign.requisition.RequisitionView;
import org.springframework.stereotype.Component;

/** Finds a requisition as an address names it: by its number, or by its id while it is a draft without one. */
@Component
class Requisitions {

    private static final int LONG_AS_AN_ID = 36;

    private final RequisitionFinder finder;

    Requisitions(RequisitionFinder finder) {
        this.finder = finder;
    }

    RequisitionView byReference(String reference, Actor by) {
        if (reference.length() != LONG_AS_AN_ID) {
            return finder.requisition(reference, by);
        }
        try {
            return finder.requisition(new RequisitionId(UUID.fromString(reference)), by);
        } catch (IllegalArgumentException e) {
            throw new NotFound("requisition", reference);
        }
    }

    /** What it is called in its address. */
    static String reference(RequisitionView view) {
        return view.submitted()
                .map(submitted -> submitted.row().number())
                .orElse(view.id().toString());
    }
}

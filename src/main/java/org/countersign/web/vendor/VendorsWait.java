package org.countersign.web.vendor;

import org.countersign.kernel.Actor;
import org.countersign.web.Place;
import org.countersign.web.Waits;
import org.springframework.stereotype.Component;

/** Vendors are everybody's to look at; nothing waits there. */
@Component
class VendorsWait implements Waits {

    @Override
    public Place place() {
        return Place.VENDORS;
    }

    @Override
    public boolean isOpenTo(Actor by) {
        return true;
    }
}

package org.countersign.web.vendor;

import java.util.List;
import org.countersign.kernel.Actor;
import org.countersign.kernel.Authority;
import org.countersign.web.Act;
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

    @Override
    public List<Act> pages(Actor by) {
        return by.may(Authority.KEEP_VENDORS) ? List.of(Act.open("new", "New vendor", "/vendors/new")) : List.of();
    }
}

package org.countersign.web.catalog;

import org.countersign.kernel.Actor;
import org.countersign.web.Place;
import org.countersign.web.Waits;
import org.springframework.stereotype.Component;

/** The catalogue is everybody's to look at; nothing waits there. */
@Component
class CatalogWaits implements Waits {

    @Override
    public Place place() {
        return Place.CATALOG;
    }

    @Override
    public boolean isOpenTo(Actor by) {
        return true;
    }
}

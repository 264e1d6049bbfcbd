package org.countersign.web.catalog;

import java.util.List;
import org.countersign.kernel.Actor;
import org.countersign.kernel.Authority;
import org.countersign.web.Act;
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

    @Override
    public List<Act> pages(Actor by) {
        return by.may(Authority.KEEP_CATALOG) ? List.of(Act.open("new", "New item", "/items/new")) : List.of();
    }
}

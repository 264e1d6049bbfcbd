package org.countersign.web.people;

import java.util.List;
import org.countersign.kernel.Actor;
import org.countersign.kernel.Authority;
import org.countersign.web.Act;
import org.countersign.web.Place;
import org.countersign.web.Waits;
import org.springframework.stereotype.Component;

/** Cost centres are open to who keeps them; nothing waits there. */
@Component
class CostCentresWait implements Waits {

    @Override
    public Place place() {
        return Place.COST_CENTRES;
    }

    @Override
    public boolean isOpenTo(Actor by) {
        return by.may(Authority.KEEP_COST_CENTRES);
    }

    @Override
    public List<Act> pages(Actor by) {
        return List.of(Act.open("new", "New cost centre", "/cost-centres/new"));
    }
}

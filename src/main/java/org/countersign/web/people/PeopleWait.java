package org.countersign.web.people;

import java.util.List;
import org.countersign.kernel.Actor;
import org.countersign.kernel.Authority;
import org.countersign.web.Act;
import org.countersign.web.Place;
import org.countersign.web.Waits;
import org.springframework.stereotype.Component;

/** People are kept by administrators; nothing waits there. */
@Component
class PeopleWait implements Waits {

    @Override
    public Place place() {
        return Place.PEOPLE;
    }

    @Override
    public boolean isOpenTo(Actor by) {
        return by.may(Authority.KEEP_PEOPLE);
    }

    @Override
    public List<Act> pages(Actor by) {
        return List.of(Act.open("new", "New person", "/people/new"));
    }
}

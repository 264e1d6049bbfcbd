package org.countersign.web.journal;

import org.countersign.kernel.Actor;
import org.countersign.kernel.Authority;
import org.countersign.web.Place;
import org.countersign.web.Waits;
import org.springframework.stereotype.Component;

/** The journal is open to who may read it; nothing waits there. */
@Component
class JournalWaits implements Waits {

    @Override
    public Place place() {
        return Place.JOURNAL;
    }

    @Override
    public boolean isOpenTo(Actor by) {
        return by.may(Authority.READ_JOURNAL);
    }
}

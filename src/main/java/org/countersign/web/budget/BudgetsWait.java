package org.countersign.web.budget;

import org.countersign.kernel.Actor;
import org.countersign.web.Place;
import org.countersign.web.Waits;
import org.springframework.stereotype.Component;

/** Everybody may open the budgets and finds there those they may see; nothing waits. */
@Component
class BudgetsWait implements Waits {

    @Override
    public Place place() {
        return Place.BUDGETS;
    }

    @Override
    public boolean isOpenTo(Actor by) {
        return true;
    }
}

package org.countersign.web.budget;

import java.util.List;
import org.countersign.kernel.Actor;
import org.countersign.kernel.Authority;
import org.countersign.web.Act;
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

    @Override
    public List<Act> pages(Actor by) {
        var settings = Act.open("settings", "Exchange rates and periods", SettingsPages.ADDRESS);
        return by.may(Authority.KEEP_BUDGETS)
                ? List.of(Act.open("new", "New budget", "/budgets/new"), settings)
                : List.of(settings);
    }
}

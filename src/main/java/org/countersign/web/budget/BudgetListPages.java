package org.countersign.web.budget;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.countersign.budget.BudgetFinder;
import org.countersign.budget.BudgetRow;
import org.countersign.kernel.Actor;
import org.countersign.kernel.Authority;
import org.countersign.kernel.Page;
import org.countersign.platform.Transactions;
import org.countersign.web.Act;
import org.countersign.web.Csv;
import org.countersign.web.Formats;
import org.countersign.web.Frames;
import org.countersign.web.ListPage;
import org.countersign.web.Place;
import org.countersign.web.Table;
import org.countersign.web.Table.Cell;
import org.countersign.web.Table.Column;
import org.countersign.web.Table.Row;
import org.countersign.web.Waits;
import org.countersign.web.Walk;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;

/** The list of budgets: everybody may open it and finds there those they may see; nothing waits. */
@Controller
class BudgetListPages implements Waits {

    private final BudgetFinder budgets;
    private final Transactions transactions;
    private final Frames frames;

    BudgetListPages(BudgetFinder budgets, Transactions transactions, Frames frames) {
        this.budgets = budgets;
        this.transactions = transactions;
        this.frames = frames;
    }

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

    private static final int NEARLY_USED = 80;

    /** What the list may show, as words in its address. */
    private enum View {
        CURRENT("Current", BudgetFinder.Listing.CURRENT),
        NEARLY("Over 80 % used", BudgetFinder.Listing.CURRENT),
        COMING("Coming", BudgetFinder.Listing.COMING),
        ALL("All", BudgetFinder.Listing.ALL);

        private final String words;
        private final BudgetFinder.Listing listing;

        View(String words, BudgetFinder.Listing listing) {
            this.words = words;
            this.listing = listing;
        }

        boolean has(BudgetRow row) {
            return this != NEARLY || BudgetWords.used(row.figures()) >= NEARLY_USED;
        }

        int size() {
            return this == NEARLY ? Page.LARGEST : Page.USUAL;
        }

        static View of(String word) {
            return Arrays.stream(values())
                    .filter(view -> Walk.word(view).equals(word))
                    .findFirst()
                    .orElse(CURRENT);
        }
    }

    @GetMapping("/budgets")
    ModelAndView list(Actor by, HttpServletRequest request) {
        var walk = Walk.of(request, "view");
        var view = View.of(walk.chosen("view"));
        var formats = frames.formats(by);
        var page = transactions.read(by, () -> budgets.page(view.listing, walk.after(), view.size(), by));
        var rows = page.rows().stream().filter(view::has).toList();
        var list = new ListPage(
                heading(by),
                walk.views(List.of(View.values()), view, other -> other.words),
                ListPage.Narrowing.none(),
                "the latest period first",
                table(rows, formats),
                walk.paging(rows.size(), "budget", "budgets", page.next()),
                Optional.empty(),
                empty(view, by));
        return Csv.orPage(request, frames.of("Budgets", Place.BUDGETS, by, request), list);
    }

    private static ListPage.Heading heading(Actor by) {
        var heading = ListPage.Heading.of("Budgets", "What may be spent, and how far it is spent");
        var settings = Act.open("settings", "Rates and periods", "/budgets/settings");
        return by.may(Authority.KEEP_BUDGETS)
                ? heading.with(Act.open("open", "New budget", "/budgets/new").first(), settings)
                : heading.with(settings);
    }

    private static ListPage.Empty empty(View view, Actor by) {
        if (view == View.NEARLY) {
            return ListPage.Empty.of("No budget is nearly used up", "Those of which 80 % are used appear here.");
        }
        return by.may(Authority.KEEP_BUDGETS)
                ? ListPage.Empty.of(
                        "No budgets here",
                        "Without one, nothing can be asked for on a cost centre.",
                        Act.open("open-first", "New budget", "/budgets/new"))
                : ListPage.Empty.of("No budgets here", "You see those of the cost centres that you answer for.");
    }

    private static Table table(List<BudgetRow> rows, Formats formats) {
        var columns = List.of(
                Column.main("Budget"),
                Column.text("Cost centre"),
                Column.text("Period"),
                Column.progress("Used"),
                Column.figure("Granted"),
                Column.sum("Left"));
        return new Table(
                "Budgets", columns, rows.stream().map(row -> row(row, formats)).toList());
    }

    private static Row row(BudgetRow row, Formats formats) {
        var figures = row.figures();
        var used = BudgetWords.used(figures);
        return Row.of(
                Cell.link(row.name(), "/budgets/" + row.id()),
                Cell.text(row.costCentreCode()),
                Cell.text(formats.date(row.from()) + " to " + formats.date(row.to())),
                Cell.progress(Math.clamp(used, 0, 100), formats.percent(used)),
                Cell.text(formats.money(figures.granted().plus(figures.overrunGranted()))),
                Cell.text(formats.money(figures.left())));
    }
}

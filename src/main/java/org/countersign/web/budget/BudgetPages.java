package org.countersign.web.budget;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.countersign.budget.Budget;
import org.countersign.budget.BudgetAccountId;
import org.countersign.budget.BudgetFinder;
import org.countersign.budget.BudgetRow;
import org.countersign.budget.BudgetTerms;
import org.countersign.budget.BudgetView;
import org.countersign.budget.Stop;
import org.countersign.identity.CostCentreFinder;
import org.countersign.identity.Organizations;
import org.countersign.kernel.Actor;
import org.countersign.kernel.Authority;
import org.countersign.kernel.CostCentreId;
import org.countersign.kernel.DocumentRef;
import org.countersign.kernel.Page;
import org.countersign.platform.Transactions;
import org.countersign.web.About;
import org.countersign.web.Act;
import org.countersign.web.DocumentPage;
import org.countersign.web.DocumentPage.Crumb;
import org.countersign.web.Field;
import org.countersign.web.Flash;
import org.countersign.web.FormPage;
import org.countersign.web.Formats;
import org.countersign.web.Forms;
import org.countersign.web.Frames;
import org.countersign.web.LifeOf;
import org.countersign.web.Pages;
import org.countersign.web.Place;
import org.countersign.web.Sum;
import org.countersign.web.Table;
import org.countersign.web.Table.Cell;
import org.countersign.web.Table.Column;
import org.countersign.web.Table.Row;
import org.countersign.web.Typed;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;

/** Budgets: the list, one budget, and what may be done with it. */
@Controller
class BudgetPages {

    private static final Crumb BUDGETS = new Crumb("Budgets", "/budgets");
    private final Budget budget;
    private final BudgetFinder budgets;
    private final CostCentreFinder costCentres;
    private final Organizations organizations;
    private final LifeOf lives;
    private final Transactions transactions;
    private final Frames frames;
    private final Forms forms;

    BudgetPages(
            Budget budget,
            BudgetFinder budgets,
            CostCentreFinder costCentres,
            Organizations organizations,
            LifeOf lives,
            Transactions transactions,
            Frames frames,
            Forms forms) {
        this.budget = budget;
        this.budgets = budgets;
        this.costCentres = costCentres;
        this.organizations = organizations;
        this.lives = lives;
        this.transactions = transactions;
        this.frames = frames;
        this.forms = forms;
    }

    @GetMapping("/budgets/{id}")
    ModelAndView show(@PathVariable BudgetAccountId id, Actor by, HttpServletRequest request) {
        var formats = frames.formats(by);
        return transactions.read(by, () -> {
            var view = budgets.budget(id, by);
            var row = view.budget();
            var frame = frames.of(row.name(), Place.BUDGETS, by, request);
            return Pages.page(
                    "budget/show",
                    new BudgetPage(
                            frame,
                            document(row, formats, by),
                            BudgetWords.meter(row.name(), row.figures(), formats),
                            terms(row, formats),
                            transfers(view.newest(), formats),
                            lives.life(DocumentRef.of("budget", id), "Life", by)));
        });
    }

    @GetMapping("/budgets/new")
    ModelAndView describe(Actor by, HttpServletRequest request) {
        by.require(Authority.KEEP_BUDGETS);
        var year = organizations.today(by.organization()).getYear();
        var proposed = Map.of(
                "from", LocalDate.of(year, 1, 1).toString(),
                "to", LocalDate.of(year, 12, 31).toString(),
                "stop", "hard");
        return openForm(Typed.proposing(proposed), by, request, Optional.empty());
    }

    @PostMapping("/budgets")
    ModelAndView open(Actor by, HttpServletRequest request, HttpServletResponse response) {
        var typed = Typed.of(request);
        var currency = organizations.organization(by.organization()).currency();
        return forms.act(
                new Forms.Sent(request, response, by),
                () -> {
                    var terms = new BudgetTerms(
                            new CostCentreId(typed.id("costCentre")),
                            typed.text("name"),
                            typed.date("from"),
                            typed.date("to"),
                            typed.money("granted", currency),
                            typed.choice("stop", Stop.class));
                    var id = budget.open(terms, by);
                    return new Forms.Done("/budgets/" + id, "Made the budget " + terms.name() + ".");
                },
                flash -> openForm(typed, by, request, Optional.of(flash)));
    }

    @GetMapping("/budgets/{id}/grant")
    ModelAndView grant(@PathVariable BudgetAccountId id, Actor by, HttpServletRequest request) {
        by.require(Authority.KEEP_BUDGETS);
        var figures = row(id, by).figures();
        var proposed = Map.of(
                "granted", figures.granted().getAmount().toPlainString(),
                "stop", figures.stop().name().toLowerCase(Locale.ROOT));
        return grantForm(id, Typed.proposing(proposed), by, request, Optional.empty());
    }

    @PostMapping("/budgets/{id}/grant")
    ModelAndView granted(
            @PathVariable BudgetAccountId id, Actor by, HttpServletRequest request, HttpServletResponse response) {
        var typed = Typed.of(request);
        var currency = organizations.organization(by.organization()).currency();
        return forms.act(
                new Forms.Sent(request, response, by),
                () -> {
                    var granted = typed.money("granted", currency);
                    budget.changeGrant(id, typed.whole("version"), granted, typed.choice("stop", Stop.class), by);
                    return new Forms.Done(
                            "/budgets/" + id, "It grants " + frames.formats(by).money(granted) + " now.");
                },
                flash -> grantForm(id, typed, by, request, Optional.of(flash)));
    }

    @GetMapping("/budgets/{id}/overrun")
    ModelAndView overrun(@PathVariable BudgetAccountId id, Actor by, HttpServletRequest request) {
        by.require(Authority.KEEP_BUDGETS);
        return overrunForm(id, Typed.proposing(Map.of()), by, request, Optional.empty());
    }

    @PostMapping("/budgets/{id}/overrun")
    ModelAndView overran(
            @PathVariable BudgetAccountId id, Actor by, HttpServletRequest request, HttpServletResponse response) {
        var typed = Typed.of(request);
        var currency = organizations.organization(by.organization()).currency();
        return forms.act(
                new Forms.Sent(request, response, by),
                () -> {
                    var more = typed.money("more", currency);
                    budget.grantOverrun(id, more, typed.text("reason"), by);
                    return new Forms.Done(
                            "/budgets/" + id,
                            "It may be used by " + frames.formats(by).money(more) + " more.");
                },
                flash -> overrunForm(id, typed, by, request, Optional.of(flash)));
    }

    private BudgetRow row(BudgetAccountId id, Actor by) {
        return transactions.read(by, () -> budgets.budget(id, by)).budget();
    }

    private static DocumentPage document(BudgetRow row, Formats formats, Actor by) {
        var address = "/budgets/" + row.id();
        var figures = row.figures();
        var acts = by.may(Authority.KEEP_BUDGETS)
                ? List.of(
                        Act.open("grant", "Change the grant", address + "/grant"),
                        Act.open("overrun", "Grant an overrun", address + "/overrun"))
                : List.<Act>of();
        var used = BudgetWords.used(figures);
        return new DocumentPage(
                BUDGETS,
                row.name(),
                row.costCentreCode(),
                formats.date(row.from()) + " to " + formats.date(row.to()) + "; "
                        + figures.stop().words(),
                Optional.of(new Sum(formats.money(figures.left()), "left of what may be used")),
                acts,
                List.of(new DocumentPage.Axis(
                        "Used",
                        formats.percent(used) + ", " + formats.money(figures.used()),
                        Math.clamp(used, 0, 100),
                        BudgetWords.tone(figures))),
                List.of());
    }

    private static About terms(BudgetRow row, Formats formats) {
        var figures = row.figures();
        return About.of("What is granted")
                .with("Granted", formats.money(figures.granted()))
                .with(
                        "Overrun granted",
                        figures.overrunGranted().isZero() ? "" : formats.money(figures.overrunGranted()))
                .with("At its end", figures.stop().words())
                .with("Cost centre", row.costCentreCode());
    }

    private static Table transfers(List<BudgetView.Moved> newest, Formats formats) {
        var columns = List.of(
                Column.main("What"), Column.text("Counts on"), Column.text("Recorded"), Column.sum("Left changes by"));
        var rows = newest.stream()
                .map(row -> Row.of(
                        Cell.text(
                                BudgetWords.cause(row.cause()) + " by " + BudgetWords.kind(row.sourceKind()),
                                BudgetWords.moved(row, formats)),
                        Cell.text(formats.date(row.effectiveOn())),
                        Cell.text(formats.moment(row.recordedAt())),
                        Cell.text(BudgetWords.taken(row.delta(), formats))))
                .toList();
        return new Table("Newest transfers", columns, rows);
    }

    private ModelAndView openForm(Typed typed, Actor by, HttpServletRequest request, Optional<Flash> flash) {
        var choices = transactions.read(by, () -> costCentres.page("", Page.LARGEST, by)).rows().stream()
                .map(one -> new Field.Option(one.id().toString(), one.code() + " " + one.name()))
                .toList();
        return FormPage.of(
                        frames.of("New budget", Place.BUDGETS, by, request, flash),
                        BUDGETS,
                        "A cost centre without a budget for the day cannot be charged.",
                        "/budgets",
                        "Make the budget",
                        typed.in(
                                flash,
                                Field.choice("costCentre", "Cost centre", choices)
                                        .needed(),
                                Field.text("name", "Name").needed(),
                                Field.date("from", "First day").needed(),
                                Field.date("to", "Last day").needed(),
                                Field.decimal("granted", "Granted").needed().help(inCurrency(by)),
                                stop()))
                .shown();
    }

    private ModelAndView grantForm(
            BudgetAccountId id, Typed typed, Actor by, HttpServletRequest request, Optional<Flash> flash) {
        var row = row(id, by);
        return FormPage.of(
                        frames.of("Change the grant of " + row.name(), Place.BUDGETS, by, request, flash),
                        new Crumb(row.name(), "/budgets/" + id),
                        frames.formats(by).money(row.figures().used()) + " of it are used.",
                        "/budgets/" + id + "/grant",
                        "Change the grant",
                        typed.in(
                                flash,
                                Field.decimal("granted", "Granted").needed().help(inCurrency(by)),
                                stop()))
                .seeing(typed, row.version())
                .shown();
    }

    private ModelAndView overrunForm(
            BudgetAccountId id, Typed typed, Actor by, HttpServletRequest request, Optional<Flash> flash) {
        var row = row(id, by);
        return FormPage.of(
                        frames.of("Grant an overrun of " + row.name(), Place.BUDGETS, by, request, flash),
                        new Crumb(row.name(), "/budgets/" + id),
                        "It may be used beyond what it grants, by so much more than before.",
                        "/budgets/" + id + "/overrun",
                        "Grant the overrun",
                        typed.in(
                                flash,
                                Field.decimal("more", "By how much more")
                                        .needed()
                                        .help(inCurrency(by)),
                                Field.of(Field.Kind.LONG_TEXT, "reason", "Reason")
                                        .needed()))
                .shown();
    }

    private String inCurrency(Actor by) {
        return "In " + organizations.organization(by.organization()).currency();
    }

    private static Field stop() {
        return Field.choice(
                        "stop",
                        "When it is used up",
                        List.of(
                                new Field.Option("hard", "Nothing more may be asked for"),
                                new Field.Option("warn", "It warns and goes on")))
                .needed();
    }
}

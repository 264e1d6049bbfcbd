package org.countersign.web.budget;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.countersign.budget.ExchangeRate;
import org.countersign.budget.PeriodRow;
import org.countersign.budget.Periods;
import org.countersign.budget.RateRow;
import org.countersign.budget.Rates;
import org.countersign.kernel.Actor;
import org.countersign.kernel.Authority;
import org.countersign.kernel.Page;
import org.countersign.platform.Transactions;
import org.countersign.web.Act;
import org.countersign.web.Field;
import org.countersign.web.Flash;
import org.countersign.web.Formats;
import org.countersign.web.Forms;
import org.countersign.web.Frames;
import org.countersign.web.Pages;
import org.countersign.web.Place;
import org.countersign.web.Table;
import org.countersign.web.Table.Cell;
import org.countersign.web.Table.Column;
import org.countersign.web.Table.Row;
import org.countersign.web.Tone;
import org.countersign.web.Typed;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;

/** Exchange rates and closed periods, on one page. */
@Controller
class SettingsPages {

    static final String ADDRESS = "/budgets/settings";

    private final Rates rates;
    private final Periods periods;
    private final Transactions transactions;
    private final Frames frames;
    private final Forms forms;

    SettingsPages(Rates rates, Periods periods, Transactions transactions, Frames frames, Forms forms) {
        this.rates = rates;
        this.periods = periods;
        this.transactions = transactions;
        this.frames = frames;
        this.forms = forms;
    }

    @GetMapping(ADDRESS)
    ModelAndView show(Actor by, HttpServletRequest request) {
        return page(Typed.proposing(Map.of()), by, request, Optional.empty());
    }

    @PostMapping(ADDRESS + "/rates")
    ModelAndView enter(Actor by, HttpServletRequest request, HttpServletResponse response) {
        var typed = Typed.of(request);
        return act(
                () -> {
                    rates.enter(
                            new ExchangeRate(
                                    typed.currency("from"),
                                    typed.currency("to"),
                                    typed.date("validOn"),
                                    typed.decimal("rate"),
                                    typed.text("source")),
                            by);
                    return "Entered. What was converted before keeps its rate.";
                },
                by,
                request,
                response);
    }

    @PostMapping(ADDRESS + "/periods")
    ModelAndView close(Actor by, HttpServletRequest request, HttpServletResponse response) {
        var typed = Typed.of(request);
        return act(
                () -> {
                    periods.close(typed.date("firstDay"), typed.date("lastDay"), by);
                    return "Closed. What comes for these days counts on the first open day after them.";
                },
                by,
                request,
                response);
    }

    @PostMapping(ADDRESS + "/periods/{id}/reopening")
    ModelAndView reopen(@PathVariable UUID id, Actor by, HttpServletRequest request, HttpServletResponse response) {
        var reason = Typed.of(request).text("reason");
        return act(
                () -> {
                    periods.reopen(id, reason, by);
                    return "Open again.";
                },
                by,
                request,
                response);
    }

    private ModelAndView act(Supplier<String> act, Actor by, HttpServletRequest request, HttpServletResponse response) {
        return forms.act(
                new Forms.Sent(request, response, by),
                () -> new Forms.Done(ADDRESS, act.get()),
                flash -> page(Typed.of(request), by, request, Optional.of(flash)));
    }

    private ModelAndView page(Typed typed, Actor by, HttpServletRequest request, Optional<Flash> flash) {
        var formats = frames.formats(by);
        return transactions.read(by, () -> {
            var newestRates = rates.page("", Page.USUAL, by).rows();
            var newestPeriods = periods.page("", Page.USUAL, by).rows();
            return Pages.page(
                    "budget/settings",
                    new SettingsPage(
                            frames.of("Rates and periods", Place.BUDGETS, by, request, flash),
                            rateTable(newestRates, formats),
                            by.may(Authority.KEEP_RULES) ? rateFields(typed, flash) : List.of(),
                            periodTable(newestPeriods, formats),
                            by.may(Authority.KEEP_BUDGETS) ? periodFields(typed, flash) : List.of(),
                            by.may(Authority.KEEP_BUDGETS) ? reopenings(newestPeriods, formats) : List.of()));
        });
    }

    private static List<Field> rateFields(Typed typed, Optional<Flash> flash) {
        return typed.in(
                flash,
                Field.text("from", "One unit of").needed().help("ISO 4217, such as USD"),
                Field.text("to", "Is worth in").needed(),
                Field.decimal("rate", "So much").needed(),
                Field.date("validOn", "From").needed(),
                Field.text("source", "Source").needed().help("Such as ECB"));
    }

    private static List<Field> periodFields(Typed typed, Optional<Flash> flash) {
        return typed.in(
                flash,
                Field.date("firstDay", "First day").needed(),
                Field.date("lastDay", "Last day").needed());
    }

    private static Table rateTable(List<RateRow> rows, Formats formats) {
        var columns =
                List.of(Column.main("Currencies"), Column.text("From"), Column.text("Source"), Column.sum("Rate"));
        return new Table(
                "Exchange rates",
                columns,
                rows.stream()
                        .map(RateRow::rate)
                        .map(rate -> Row.of(
                                Cell.text(rate.from() + " to " + rate.to()),
                                Cell.text(formats.date(rate.validOn())),
                                Cell.text(rate.source()),
                                Cell.text(rate.rate().toPlainString())))
                        .toList());
    }

    private static Table periodTable(List<PeriodRow> rows, Formats formats) {
        var columns = List.of(Column.main("Days"), Column.state("State"));
        return new Table(
                "Periods",
                columns,
                rows.stream()
                        .map(row -> Row.of(
                                Cell.text(days(row, formats)),
                                switch (row.state()) {
                                    case CLOSED -> Cell.state(Tone.IDLE, "closed");
                                    case OPEN -> Cell.state(Tone.INFO, "open again");
                                }))
                        .toList());
    }

    private static List<Act> reopenings(List<PeriodRow> rows, Formats formats) {
        return rows.stream()
                .filter(row -> row.state() == PeriodRow.State.CLOSED)
                .limit(3)
                .map(row -> Act.reason(
                        "reopen-" + row.id(),
                        "Open " + days(row, formats) + " again",
                        ADDRESS + "/periods/" + row.id() + "/reopening",
                        "Facts may be dated in these days again. Why?"))
                .toList();
    }

    private static String days(PeriodRow row, Formats formats) {
        return formats.date(row.from()) + " to " + formats.date(row.to());
    }
}

package org.countersign.web.invoice;

import jakarta.servlet.http.HttpServletRequest;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.countersign.identity.Organizations;
import org.countersign.invoice.InvoiceFinder;
import org.countersign.invoice.InvoiceRow;
import org.countersign.invoice.match.MatchInput.Kind;
import org.countersign.kernel.Actor;
import org.countersign.kernel.Authority;
import org.countersign.kernel.Page;
import org.countersign.platform.Transactions;
import org.countersign.web.Act;
import org.countersign.web.Csv;
import org.countersign.web.Field;
import org.countersign.web.Formats;
import org.countersign.web.Frames;
import org.countersign.web.ListPage;
import org.countersign.web.Place;
import org.countersign.web.Table;
import org.countersign.web.Table.Cell;
import org.countersign.web.Table.Column;
import org.countersign.web.Waits;
import org.countersign.web.Walk;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The list of invoices and credit notes. */
@Controller
class InvoiceListPages implements Waits {

    private final InvoiceFinder invoices;
    private final Organizations organizations;
    private final Transactions transactions;
    private final Frames frames;

    InvoiceListPages(InvoiceFinder invoices, Organizations organizations, Transactions transactions, Frames frames) {
        this.invoices = invoices;
        this.organizations = organizations;
        this.transactions = transactions;
        this.frames = frames;
    }

    @Override
    public Place place() {
        return Place.INVOICES;
    }

    @Override
    public boolean isOpenTo(Actor by) {
        return by.may(Authority.SEE_INVOICES);
    }

    @Override
    public List<Act> pages(Actor by) {
        return by.may(Authority.ENTER_INVOICES)
                ? List.of(Act.open("new", "Enter invoice", "/invoices/new"))
                : List.of();
    }

    @Override
    public int waitingFor(Actor by) {
        return invoices.held(by);
    }

    @GetMapping("/invoices")
    ModelAndView list(
            @RequestParam(defaultValue = "HELD") InvoiceFinder.Listing view,
            @RequestParam(defaultValue = "") String kind,
            Actor by,
            HttpServletRequest request) {
        var walk = Walk.of(request, "view", "kind");
        var formats = frames.formats(by);
        var today = organizations.today(by.organization());
        var only = Arrays.stream(Kind.values())
                .filter(one -> Walk.word(one).equals(kind))
                .findFirst();
        var page = transactions.read(by, () -> invoices.page(view, only, walk.after(), Page.USUAL, by));
        var table = table(page.rows(), formats, today);
        var list = new ListPage(
                heading(by),
                walk.views(List.of(InvoiceFinder.Listing.values()), view, InvoiceFinder.Listing::words),
                narrowing(view, only, walk),
                order(view),
                table,
                walk.paging(page.rows().size(), "document", "documents", page.next()),
                Optional.empty(),
                empty(view, by));
        return Csv.orPage(request, frames.of("Invoices", Place.INVOICES, by, request), list);
    }

    private static ListPage.Heading heading(Actor by) {
        var acts = new ArrayList<Act>();
        acts.add(Act.open("credits", "Credits expected", "/orders?view=credit_expected"));
        if (by.may(Authority.ENTER_INVOICES)) {
            acts.add(Act.open("new", "Enter invoice", "/invoices/new").first());
        }
        return ListPage.Heading.of("Invoices", "What vendors ask for, beside what was ordered and received")
                .with(acts.toArray(Act[]::new));
    }

    private static ListPage.Narrowing narrowing(InvoiceFinder.Listing view, Optional<Kind> kind, Walk walk) {
        var filters = kind
                .map(only -> new ListPage.Filter(
                        "is", InvoiceWords.kind(only).toLowerCase(Locale.ROOT), walk.with("kind", "")))
                .stream()
                .toList();
        var choices = Arrays.stream(Kind.values())
                .map(one -> new Field.Option(Walk.word(one), InvoiceWords.kind(one)))
                .toList();
        return new ListPage.Narrowing(
                "/invoices",
                filters,
                List.of(Field.choice("kind", "Kind", choices)
                        .value(kind.map(Walk::word).orElse(""))),
                List.of(new Field.Option(Walk.word(view), "view")));
    }

    private static String order(InvoiceFinder.Listing view) {
        return switch (view) {
            case HELD -> "Hold due soonest first";
            case READY -> "Due soonest first";
            case ALL, PAID, REJECTED -> "Newest first";
        };
    }

    private static ListPage.Empty empty(InvoiceFinder.Listing view, Actor by) {
        if (view == InvoiceFinder.Listing.HELD) {
            return ListPage.Empty.of("Nothing is held", "Every invoice that came agrees with its orders and receipts.");
        }
        if (view != InvoiceFinder.Listing.ALL) {
            return ListPage.Empty.of("Nothing here", "No invoice is in this view now.");
        }
        var sentence = "Invoices come as electronic documents, over the API, or are typed in.";
        return by.may(Authority.ENTER_INVOICES)
                ? ListPage.Empty.of(
                        "No invoices yet",
                        sentence,
                        Act.open("first", "Enter the first", "/invoices/new").first())
                : ListPage.Empty.of("No invoices yet", sentence);
    }

    private static Table table(List<InvoiceRow> rows, Formats formats, LocalDate today) {
        return new Table(
                "Invoices",
                List.of(
                        Column.main("Invoice"),
                        Column.text("Vendor"),
                        Column.state("Where it stands"),
                        Column.figure("Due"),
                        Column.sum("Payable")),
                rows.stream().map(row -> row(row, formats, today)).toList());
    }

    private static Table.Row row(InvoiceRow row, Formats formats, LocalDate today) {
        var kind = row.kind() == Kind.CREDIT_NOTE ? "Credit note " : "";
        return Table.Row.of(
                Cell.link(row.number(), "/invoices/" + row.number(), kind + row.documentNumber()),
                Cell.text(row.vendorName(), row.orderNumber()),
                Cell.state(
                        InvoiceWords.tone(row, today),
                        row.words()
                                + row.holdDueOn()
                                        .map(day -> ", by " + formats.day(day))
                                        .orElse("")),
                Cell.text(formats.date(row.dueOn())),
                Cell.text(formats.money(row.payable())));
    }
}

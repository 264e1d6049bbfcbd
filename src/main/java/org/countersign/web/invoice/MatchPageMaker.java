package org.countersign.web.invoice;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.countersign.identity.Organizations;
import org.countersign.invoice.BillContent.LineKind;
import org.countersign.invoice.Invoice;
import org.countersign.invoice.InvoiceFinder;
import org.countersign.invoice.InvoicePhase;
import org.countersign.invoice.InvoiceView;
import org.countersign.invoice.Origin;
import org.countersign.invoice.match.HoldReason;
import org.countersign.kernel.Actor;
import org.countersign.order.OrderFinder;
import org.countersign.order.PurchaseOrder;
import org.countersign.web.About;
import org.countersign.web.Act;
import org.countersign.web.DocumentPage;
import org.countersign.web.DocumentPage.Axis;
import org.countersign.web.Fact;
import org.countersign.web.Field;
import org.countersign.web.Formats;
import org.countersign.web.Frame;
import org.countersign.web.Frames;
import org.countersign.web.LifeOf;
import org.countersign.web.Sum;
import org.countersign.web.Table;
import org.countersign.web.Table.Cell;
import org.countersign.web.Table.Column;
import org.countersign.web.Tone;
import org.joda.money.Money;
import org.springframework.stereotype.Component;

/** Sets an invoice beside its orders and receipts. */
@Component
class MatchPageMaker {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private final InvoiceFinder invoices;
    private final OrderFinder orders;
    private final Organizations organizations;
    private final LifeOf life;
    private final Frames frames;

    MatchPageMaker(
            InvoiceFinder invoices, OrderFinder orders, Organizations organizations, LifeOf life, Frames frames) {
        this.invoices = invoices;
        this.orders = orders;
        this.organizations = organizations;
        this.life = life;
        this.frames = frames;
    }

    MatchPage page(Frame frame, InvoiceView view, Actor by) {
        var formats = frames.formats(by);
        var invoice = view.invoice();
        var words = new InvoiceWords(formats, invoice.currency());
        var choices =
                view.actions().contains(InvoicePhase.Act.LINK) ? choices(view, formats, by) : List.<Field.Option>of();
        return new MatchPage(
                frame,
                document(view, formats),
                view.run()
                        .map(run -> "compared " + formats.shortMoment(run.at()) + ", "
                                + InvoiceWords.tolerances(run.tolerances()))
                        .orElse(""),
                view.lines().stream()
                        .map(line -> line(line, view, words, choices))
                        .toList(),
                new HoldCards(view, words, organizations.today(by.organization()), by).all(),
                totals(invoice, formats),
                view.differences().stream()
                        .filter(one -> one.line().isEmpty())
                        .map(one -> difference(one, words))
                        .toList(),
                life.life(
                        invoice.ref(),
                        "Life of this "
                                + InvoiceWords.kind(invoice.head().kind()).toLowerCase(Locale.ROOT),
                        by),
                About.of("About it", facts(view, formats, by)));
    }

    // ---- the head

    private static DocumentPage document(InvoiceView view, Formats formats) {
        var invoice = view.invoice();
        var head = invoice.head();
        return new DocumentPage(
                new DocumentPage.Crumb("Invoices", "/invoices"),
                invoice.number(),
                InvoiceWords.kind(head.kind()),
                head.vendorName() + " · " + head.documentNumber(),
                Optional.of(new Sum(
                        formats.money(invoice.totals().payable()),
                        invoice.isCredit() ? "to be credited" : "due " + formats.date(head.dueOn()))),
                acts(view),
                axes(view, formats),
                List.of());
    }

    private static List<Act> acts(InvoiceView view) {
        var invoice = view.invoice();
        var here = "/invoices/" + invoice.number();
        var acts = new ArrayList<Act>();
        if (view.actions().contains(InvoicePhase.Act.MATCH)) {
            acts.add(Act.post("match", "Compare again", here + "/matching"));
        }
        if (view.actions().contains(InvoicePhase.Act.REJECT)) {
            acts.add(Act.reason(
                    "reject",
                    "Reject",
                    here + "/rejection",
                    "Nothing is paid and the vendor's number is free again. Why?"));
        }
        if (view.actions().contains(InvoicePhase.Act.REVERSE)) {
            acts.add(Act.reason(
                    "reverse",
                    "Reverse",
                    here + "/reversal",
                    "It is taken out of the books; what was received stays received. Why?"));
        }
        return acts;
    }

    private static List<Axis> axes(InvoiceView view, Formats formats) {
        var axes = new ArrayList<Axis>();
        axes.add(new Axis(
                "State",
                view.state().words(),
                view.state() == InvoiceView.State.HELD ? 50 : 100,
                InvoiceWords.tone(view.state())));
        view.run()
                .ifPresent(run -> axes.add(new Axis(
                        "Lines that match",
                        run.matched() + " of " + run.compared(),
                        run.compared() == 0 ? 100 : run.matched() * 100 / run.compared(),
                        run.matched() == run.compared() ? Tone.OK : Tone.WARN)));
        var open =
                view.holds().stream().filter(hold -> hold.lifting().isEmpty()).count();
        axes.add(new Axis(
                "Holds",
                open == 0 ? "None" : formats.count(open),
                open == 0 ? 100 : 40,
                open == 0 ? Tone.OK : Tone.STOP));
        var invoice = view.invoice();
        var paid = percent(invoice.standing().settled(), invoice.totals().payable());
        axes.add(new Axis(invoice.isCredit() ? "Netted" : "Paid", formats.percent(paid), paid, Tone.OK));
        return axes;
    }

    private static int percent(Money part, Money whole) {
        return whole.isZero()
                ? 0
                : part.getAmount()
                        .multiply(HUNDRED)
                        .divide(whole.getAmount(), 0, RoundingMode.DOWN)
                        .intValue();
    }

    // ---- line by line

    private static MatchPage.Line line(
            InvoiceView.Line line, InvoiceView view, InvoiceWords words, List<Field.Option> choices) {
        var said = line.line().said();
        var formats = words.formats();
        var differences =
                line.differences().stream().map(one -> difference(one, words)).toList();
        var nothing = MatchPage.Side.NOTHING;
        if (said.kind() != LineKind.LINE) {
            var kind = said.kind() == LineKind.ALLOWANCE ? "Allowance" : "Charge";
            return new MatchPage.Line(
                    kind + (said.description().isEmpty() ? "" : " · " + said.description()),
                    "on the whole document",
                    nothing,
                    nothing,
                    nothing,
                    MatchPage.Side.of(formats.money(said.signed()), formats.percent(said.taxRate()) + " tax"),
                    differences,
                    Optional.empty());
        }
        var billed = billed(line, formats);
        return line.ordered()
                .map(ordered -> new MatchPage.Line(
                        said.number() + " · " + ordered.description(),
                        ordered.name(),
                        MatchPage.Side.of(
                                formats.quantity(ordered.wanted(), ordered.unit()) + " at "
                                        + formats.price(ordered.price()),
                                formats.money(ordered.net())),
                        MatchPage.Side.of(
                                formats.quantity(ordered.received()),
                                ordered.returned().isZero() ? "" : formats.quantity(ordered.returned()) + " went back"),
                        MatchPage.Side.of(
                                formats.quantity(ordered.invoicedBefore()),
                                ordered.claimedBeside().isZero()
                                        ? ""
                                        : formats.quantity(ordered.claimedBeside()) + " more on held invoices"),
                        billed,
                        differences,
                        heldForItsLink(view, said.number()) ? link(line, view, choices) : Optional.empty()))
                .orElseGet(() -> new MatchPage.Line(
                        said.number() + " · " + said.description(),
                        said.order().isEmpty() ? "names no order line" : "names " + said.order(),
                        nothing,
                        nothing,
                        nothing,
                        billed,
                        differences,
                        link(line, view, choices)));
    }

    /** Quantity, price, amount and tax as printed, each marked where it differs. */
    private static MatchPage.Side billed(InvoiceView.Line line, Formats formats) {
        var said = line.line().said();
        return new MatchPage.Side(
                List.of(
                        new MatchPage.Part(
                                formats.quantity(said.quantity()),
                                differs(line, HoldReason.QUANTITY, HoldReason.NO_RECEIPT, HoldReason.CREDIT_EXPECTED)),
                        new MatchPage.Part("at " + formats.price(said.price()), differs(line, HoldReason.PRICE))),
                List.of(
                        new MatchPage.Part(formats.money(said.net()) + ",", differs(line, HoldReason.CURRENCY)),
                        new MatchPage.Part(formats.percent(said.taxRate()) + " tax", differs(line, HoldReason.TAX))));
    }

    private static boolean differs(InvoiceView.Line line, HoldReason... reasons) {
        return line.differences().stream().anyMatch(one -> Set.of(reasons).contains(one.reason()));
    }

    private static boolean heldForItsLink(InvoiceView view, String line) {
        return view.holds().stream()
                .anyMatch(hold -> hold.reason() == HoldReason.LINE
                        && hold.line().equals(line)
                        && hold.lifting().isEmpty());
    }

    private static Optional<MatchPage.Link> link(InvoiceView.Line line, InvoiceView view, List<Field.Option> choices) {
        if (choices.isEmpty() || !view.actions().contains(InvoicePhase.Act.LINK)) {
            return Optional.empty();
        }
        var id = line.line().id();
        return Optional.of(new MatchPage.Link(
                "/invoices/" + view.invoice().number() + "/lines/" + id + "/link",
                Field.choice("orderLine", "Bills the order line", choices).needed()));
    }

    private List<Field.Option> choices(InvoiceView view, Formats formats, Actor by) {
        var named = view.orders().stream().map(InvoiceView.Order::id).toList();
        return orders.orders(named, by).stream()
                .flatMap(order -> options(order, formats).stream())
                .toList();
    }

    private static List<Field.Option> options(PurchaseOrder order, Formats formats) {
        return order.lines().values().stream()
                .map(line -> new Field.Option(
                        line.id().toString(),
                        order.number() + "/" + line.content().number() + " · "
                                + line.content().goods().description() + " · "
                                + formats.quantity(
                                        line.ledger().standing().openToInvoice(),
                                        line.content().goods().unit())
                                + " to bill"))
                .toList();
    }

    private static MatchPage.Difference difference(InvoiceView.Difference one, InvoiceWords words) {
        return new MatchPage.Difference(
                InvoiceWords.tone(one.outcome()),
                InvoiceWords.reason(one.reason()) + ", " + InvoiceWords.outcome(one.outcome()),
                one.figures().map(words::difference).orElse(""));
    }

    // ---- totals, facts

    private static Table totals(Invoice invoice, Formats formats) {
        var printed = invoice.totals();
        var net = invoice.lines().stream()
                .map(line -> line.said().signed())
                .reduce(Money.zero(invoice.currency()), Money::plus);
        var tax = tax(invoice);
        var payable = net.plus(tax).minus(printed.prepaid()).plus(printed.rounding());
        var rows = new ArrayList<Table.Row>();
        rows.add(total("Net", printed.net(), net, formats));
        rows.add(total("Tax", printed.tax(), tax, formats));
        if (!printed.prepaid().isZero()) {
            rows.add(total("Prepaid", printed.prepaid(), printed.prepaid(), formats));
        }
        if (!printed.rounding().isZero()) {
            rows.add(total("Rounding", printed.rounding(), printed.rounding(), formats));
        }
        rows.add(total("Payable", printed.payable(), payable, formats));
        return new Table(
                "Totals",
                List.of(
                        Column.main("Total"),
                        Column.sum("As printed"),
                        Column.figure("From its lines"),
                        Column.state("Difference")),
                rows);
    }

    /** By rate, as a document adds its tax up: each sum rounded once. */
    private static Money tax(Invoice invoice) {
        var byRate = new TreeMap<BigDecimal, Money>();
        invoice.lines()
                .forEach(line -> byRate.merge(
                        line.said().taxRate().stripTrailingZeros(), line.said().signed(), Money::plus));
        return byRate.entrySet().stream()
                .map(rate -> rate.getValue().multipliedBy(rate.getKey().divide(HUNDRED), RoundingMode.HALF_UP))
                .reduce(Money.zero(invoice.currency()), Money::plus);
    }

    private static Table.Row total(String name, Money printed, Money computed, Formats formats) {
        var difference = printed.minus(computed);
        return Table.Row.of(
                Cell.text(name),
                Cell.text(formats.money(printed)),
                Cell.text(formats.money(computed)),
                difference.isZero()
                        ? Cell.state(Tone.OK, "None")
                        : Cell.state(Tone.WARN, formats.difference(difference)));
    }

    private List<Fact> facts(InvoiceView view, Formats formats, Actor by) {
        var invoice = view.invoice();
        var head = invoice.head();
        var facts = new ArrayList<Fact>();
        facts.add(new Fact("Vendor", head.vendorName(), "/vendors/" + head.vendor()));
        facts.add(Fact.of("Vendor's number", head.documentNumber().printed()));
        view.orders()
                .forEach(order -> facts.add(
                        new Fact("Order", order.number() + " · " + order.title(), "/orders/" + order.number())));
        head.billed().ifPresent(billed -> {
            var about = invoices.invoice(billed, by).invoice();
            facts.add(new Fact("Credits", about.number(), "/invoices/" + about.number()));
        });
        facts.add(Fact.of("Of", formats.date(head.issuedOn())));
        facts.add(Fact.of("Due", formats.date(head.dueOn())));
        facts.add(Fact.of(
                "Entered",
                formats.date(head.captured().on()) + " by " + head.captured().byName()));
        facts.add(
                switch (head.origin()) {
                    case Origin.Document(var id) -> new Fact("Came as", "electronic document", "/documents/" + id);
                    case Origin.Json _ -> Fact.of("Came", "over the API");
                    case Origin.ByHand _ -> Fact.of("Came", "typed in");
                });
        facts.add(Fact.of(
                invoice.isCredit() ? "Netted" : "Paid",
                formats.amount(invoice.standing().settled()) + " of "
                        + formats.money(invoice.totals().payable())));
        if (!invoice.standing().endNote().isEmpty()) {
            facts.add(Fact.of("Why it ended", invoice.standing().endNote()));
        }
        if (head.duplicateOf() > 0) {
            facts.add(Fact.of("Duplicate", "number " + (head.duplicateOf() + 1) + " with this number"));
        }
        return facts;
    }
}

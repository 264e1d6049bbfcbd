package org.countersign.web.invoice;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.countersign.identity.Organizations;
import org.countersign.invoice.InvoiceFinder;
import org.countersign.invoice.InvoiceRow;
import org.countersign.invoice.Invoicing;
import org.countersign.invoice.Origin;
import org.countersign.invoice.match.MatchInput.Kind;
import org.countersign.kernel.Actor;
import org.countersign.kernel.Authority;
import org.countersign.kernel.Quantity;
import org.countersign.kernel.Refusal;
import org.countersign.order.BillingBasis;
import org.countersign.order.Line;
import org.countersign.order.OrderFinder;
import org.countersign.order.PurchaseOrder;
import org.countersign.platform.Transactions;
import org.countersign.web.Fact;
import org.countersign.web.Field;
import org.countersign.web.Flash;
import org.countersign.web.Formats;
import org.countersign.web.Forms;
import org.countersign.web.Frames;
import org.countersign.web.Pages;
import org.countersign.web.Place;
import org.countersign.web.Typed;
import org.joda.money.Money;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The form in which an invoice or credit note is typed in, filled with what the order may be billed for now. */
@Controller
@RequestMapping("/invoices/new")
class InvoiceEntryPages {

    private final Invoicing invoicing;
    private final InvoiceFinder invoices;
    private final OrderFinder orders;
    private final Organizations organizations;
    private final Transactions transactions;
    private final Frames frames;
    private final Forms forms;

    InvoiceEntryPages(
            Invoicing invoicing,
            InvoiceFinder invoices,
            OrderFinder orders,
            Organizations organizations,
            Transactions transactions,
            Frames frames,
            Forms forms) {
        this.invoicing = invoicing;
        this.invoices = invoices;
        this.orders = orders;
        this.organizations = organizations;
        this.transactions = transactions;
        this.frames = frames;
        this.forms = forms;
    }

    @GetMapping
    ModelAndView enter(
            @RequestParam(defaultValue = "") String order,
            @RequestParam(defaultValue = "invoice") String kind,
            Actor by,
            HttpServletRequest request) {
        by.require(Authority.ENTER_INVOICES);
        var number = order.strip();
        var known = !number.isEmpty()
                && transactions.read(by, () -> orders.findByNumber(number, by)).isPresent();
        return known
                ? entry(number, kind(kind), Typed.nothing(), by, request, Optional.empty())
                : ask(number, kind, by, request);
    }

    private ModelAndView ask(String number, String kind, Actor by, HttpServletRequest request) {
        var asked = Field.text("order", "Our order's number")
                .value(number)
                .needed()
                .help("As printed, such as PO-2026-000123");
        var kinds = List.of(new Field.Option("invoice", "Invoice"), new Field.Option("credit_note", "Credit note"));
        return Pages.page(
                "invoice/ask",
                new AskForOrder(
                        frames.of("Enter an invoice", Place.INVOICES, by, request),
                        List.of(
                                number.isEmpty() ? asked : asked.error("There is no order " + number + "."),
                                Field.choice("kind", "What it is", kinds)
                                        .value(kind)
                                        .needed())));
    }

    private ModelAndView entry(
            String number, Kind kind, Typed typed, Actor by, HttpServletRequest request, Optional<Flash> flash) {
        var order = transactions.read(by, () -> orders.byNumber(number, by)).order();
        var billed = kind == Kind.CREDIT_NOTE
                ? transactions.read(by, () -> invoices.ofOrder(order.id(), by))
                : List.<InvoiceRow>of();
        var formats = frames.formats(by);
        var credit = kind == Kind.CREDIT_NOTE;
        var title = credit ? "Enter a credit note" : "Enter an invoice";
        var other = BillReader.word(credit ? Kind.INVOICE : Kind.CREDIT_NOTE);
        return Pages.page(
                "invoice/entry",
                new EntryPage(
                        frames.of(title, Place.INVOICES, by, request, flash),
                        number,
                        BillReader.word(kind),
                        title,
                        order.head().vendorName(),
                        order.head().currency().getCode(),
                        "/invoices/new?order=" + number + "&kind=" + other,
                        credit ? "It is an invoice" : "It is a credit note",
                        marked(head(kind, billed, typed, by, flash), flash),
                        order.lines().values().stream()
                                .map(line -> new Field.Option(
                                        BillReader.quote(order, line),
                                        line.content().goods().description()))
                                .toList(),
                        lines(order, kind, typed, formats, flash),
                        newLine(order, Typed.nothing(), "__n__"),
                        newCharge("__n__", Typed.nothing()),
                        marked(totals(typed), flash)));
    }

    private List<Field> head(Kind kind, List<InvoiceRow> billed, Typed typed, Actor by, Optional<Flash> flash) {
        var fields = new ArrayList<Field>();
        fields.add(Field.text("number", "Vendor's number")
                .value(typed.text("number"))
                .needed());
        fields.add(Field.date("issuedOn", "Of")
                .value(typed.text(
                        "issuedOn", organizations.today(by.organization()).toString()))
                .needed());
        if (kind == Kind.CREDIT_NOTE) {
            var choices = billed.stream()
                    .filter(row -> row.kind() == Kind.INVOICE)
                    .map(row ->
                            new Field.Option(row.documentNumber(), row.documentNumber() + " (" + row.number() + ")"))
                    .toList();
            fields.add(Field.choice("billed", "Credits the invoice", choices)
                    .value(typed.text("billed"))
                    .needed());
        } else {
            fields.add(Field.date("dueOn", "Due").value(typed.text("dueOn")).help("Empty: by the vendor's terms"));
        }
        var twice = flash.filter(said -> "duplicate-invoice".equals(said.facts().get("rule")))
                .isPresent();
        if (by.may(Authority.ENTER_DUPLICATES)
                && (twice || !typed.text("duplicateReason").isEmpty())) {
            fields.add(Field.of(Field.Kind.LONG_TEXT, "duplicateReason", "Why the number is entered again")
                    .value(typed.text("duplicateReason"))
                    .help("It is held until a second person of finance decides."));
        }
        return fields;
    }

    // ---- its lines

    private static List<EntryPage.LineInput> lines(
            PurchaseOrder order, Kind kind, Typed typed, Formats formats, Optional<Flash> flash) {
        var lines = new ArrayList<EntryPage.LineInput>();
        if (typed.values().isEmpty()) {
            for (var line : order.lines().values()) {
                if (mayBeBilled(line, kind)) {
                    lines.add(proposed(order, line, kind, formats));
                }
            }
            return lines;
        }
        for (var key : sent(typed, "line.", "quantity.", "price.")) {
            var title = typed.text("description." + key, "Line");
            var kept = List.of(
                    new Field.Option("per." + key, typed.text("per." + key)),
                    new Field.Option("description." + key, typed.text("description." + key)));
            lines.add(new EntryPage.LineInput(title, "", kept, marked(newLine(order, typed, key), flash)));
        }
        for (var key : sent(typed, "amount.", "chargeFor.")) {
            lines.add(new EntryPage.LineInput(
                    "Charge or allowance", "", List.of(), marked(newCharge(key, typed), flash)));
        }
        return lines;
    }

    private static Set<String> sent(Typed typed, String... prefixes) {
        var keys = new LinkedHashSet<String>();
        for (var prefix : prefixes) {
            keys.addAll(typed.keys(prefix));
        }
        return keys;
    }

    private static boolean mayBeBilled(Line line, Kind kind) {
        var standing = line.ledger().standing();
        return switch (kind) {
            case INVOICE -> standing.openToInvoice().isPositive();
            case CREDIT_NOTE -> standing.netInvoiced().isPositive();
        };
    }

    private static EntryPage.LineInput proposed(PurchaseOrder order, Line line, Kind kind, Formats formats) {
        var content = line.content();
        var standing = line.ledger().standing();
        var quantity = switch (kind) {
            case INVOICE -> standing.billableNow(BillingBasis.RECEIVED);
            case CREDIT_NOTE -> standing.creditExpected();
        };
        var key = "o" + content.number();
        var values = Map.of(
                "line." + key, BillReader.quote(order, line),
                "quantity." + key, quantity.isZero() ? "" : quantity.toString(),
                "price." + key, content.price().amount().getAmount().toPlainString(),
                "per." + key, content.price().per().toString(),
                "rate." + key, content.tax().ratePercent().stripTrailingZeros().toPlainString());
        var words = formats.quantity(standing.netReceived(), content.goods().unit()) + " received, "
                + formats.quantity(standing.netInvoiced()) + " billed";
        return new EntryPage.LineInput(
                content.number() + " · " + content.goods().description(),
                words,
                List.of(
                        new Field.Option("per." + key, content.price().per().toString()),
                        new Field.Option("description." + key, content.goods().description())),
                newLine(order, new Typed(values), key));
    }

    private static List<Field> newLine(PurchaseOrder order, Typed typed, String key) {
        var per = typed.figure("per." + key).map(Quantity::new).orElse(Quantity.of(1));
        return List.of(
                Field.text("line." + key, "Order line")
                        .value(typed.text("line." + key, order.number() + "/"))
                        .help("As " + order.number() + "/1"),
                Field.decimal("quantity." + key, "Quantity")
                        .value(typed.text("quantity." + key))
                        .help("Empty: not on it"),
                Field.decimal("price." + key, "Unit price")
                        .value(typed.text("price." + key))
                        .help(per.equals(Quantity.of(1)) ? "" : "per " + per),
                Field.decimal("net." + key, "Net")
                        .value(typed.text("net." + key))
                        .help("Empty: price times quantity"),
                Field.decimal("rate." + key, "Tax %").value(typed.text("rate." + key)));
    }

    private static List<Field> newCharge(String key, Typed typed) {
        var kinds = List.of(new Field.Option("charge", "Charge"), new Field.Option("allowance", "Allowance"));
        return List.of(
                Field.choice("charge." + key, "Kind", kinds)
                        .value(typed.text("charge." + key, "charge"))
                        .needed(),
                Field.text("chargeFor." + key, "What for").value(typed.text("chargeFor." + key)),
                Field.decimal("amount." + key, "Amount").value(typed.text("amount." + key)),
                Field.decimal("chargeRate." + key, "Tax %").value(typed.text("chargeRate." + key)));
    }

    private static List<Field> totals(Typed typed) {
        return List.of(
                Field.decimal("net", "Net").value(typed.text("net")),
                Field.decimal("tax", "Tax").value(typed.text("tax")),
                Field.decimal("prepaid", "Prepaid").value(typed.text("prepaid")),
                Field.decimal("rounding", "Rounding").value(typed.text("rounding")),
                Field.decimal("payable", "Payable").value(typed.text("payable")));
    }

    private static List<Field> marked(List<Field> fields, Optional<Flash> flash) {
        return fields.stream()
                .map(field -> flash.filter(
                                said -> field.name().equals(said.facts().get("field")))
                        .map(said -> field.error(said.sentence()))
                        .orElse(field))
                .toList();
    }

    // ---- while it is typed

    @PostMapping("/sums")
    ModelAndView sums(@RequestParam Map<String, String> sent, Actor by) {
        by.require(Authority.ENTER_INVOICES);
        var typed = new Typed(sent);
        var order = transactions
                .read(by, () -> orders.byNumber(typed.text("order"), by))
                .order();
        return Pages.page("invoice/sums", sums(new BillReader(order, typed), typed, frames.formats(by)));
    }

    private static Sums sums(BillReader reader, Typed typed, Formats formats) {
        try {
            var added = reader.added();
            var warnings = new ArrayList<String>();
            warn("Net", typed, added.net(), formats).ifPresent(warnings::add);
            warn("Tax", typed, added.tax(), formats).ifPresent(warnings::add);
            warn("Payable", typed, added.payable(), formats).ifPresent(warnings::add);
            return new Sums(
                    List.of(
                            Fact.of("Net of the lines", formats.money(added.net())),
                            Fact.of("Tax by their rates", formats.money(added.tax())),
                            Fact.of("Payable then", formats.money(added.payable()))),
                    warnings,
                    "");
        } catch (Refusal refusal) {
            return new Sums(List.of(), List.of(), refusal.sentence());
        }
    }

    private static Optional<String> warn(String name, Typed typed, Money added, Formats formats) {
        return typed.figure(name.toLowerCase(Locale.ROOT))
                .filter(printed -> printed.compareTo(added.getAmount()) != 0)
                .map(printed -> name + " as typed is not what the lines give, " + formats.money(added) + ".");
    }

    // ---- entered

    @PostMapping
    ModelAndView capture(
            @RequestParam Map<String, String> sent,
            @RequestParam String order,
            @RequestParam String kind,
            Actor by,
            HttpServletRequest request,
            HttpServletResponse response) {
        var typed = new Typed(sent);
        return forms.act(
                new Forms.Sent(request, response, by),
                () -> {
                    by.require(Authority.ENTER_INVOICES);
                    var wish = new BillReader(orders.byNumber(order, by).order(), typed).wish();
                    var content = wish.content(kind(kind));
                    var invoice = wish.reason().isEmpty()
                            ? invoicing.capture(content, new Origin.ByHand(), by)
                            : invoicing.captureDuplicate(content, new Origin.ByHand(), wish.reason(), by);
                    return new Forms.Done(
                            "/invoices/" + invoice.number(),
                            "Entered as " + invoice.number()
                                    + (invoice.standing().posted()
                                            ? ": it agrees with its order and is ready to pay."
                                            : ": it is held, see below."));
                },
                flash -> entry(order, kind(kind), typed, by, request, Optional.of(flash)));
    }

    private static Kind kind(String word) {
        return word.equals("credit_note") ? Kind.CREDIT_NOTE : Kind.INVOICE;
    }
}

package org.countersign.web;

import static org.countersign.web.Table.Cell.link;
import static org.countersign.web.Table.Cell.progress;
import static org.countersign.web.Table.Cell.state;
import static org.countersign.web.Table.Cell.text;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.countersign.kernel.Refusal;
import org.countersign.web.Table.Column;
import org.countersign.web.Table.Row;

/** Pages in every situation that the shells must carry. */
public final class Sample {

    private Sample() {}

    /** A document page with its parts, as a capability's page record would hold them. */
    public record OrderPage(
            Frame frame, DocumentPage document, Table lines, Life life, Meter budget, List<Field> fields) {}

    /** A page without a frame. */
    public record SignIn(Theme theme, Optional<Flash> flash, List<Field> fields) {}

    static Frame frame(String title, Place place) {
        var places = Map.ofEntries(
                Map.entry(Place.HOME, 0),
                Map.entry(Place.APPROVALS, 7),
                Map.entry(Place.REQUISITIONS, 12),
                Map.entry(Place.ORDERS, 318),
                Map.entry(Place.RECEIPTS, 9),
                Map.entry(Place.INVOICES, 1240),
                Map.entry(Place.PAYMENTS, 0),
                Map.entry(Place.DOCUMENTS, 2),
                Map.entry(Place.VENDORS, 0),
                Map.entry(Place.CATALOG, 0),
                Map.entry(Place.BUDGETS, 0),
                Map.entry(Place.JOURNAL, 0));
        var mira = new Visitor("Mira Keller", "Alpenglow Instruments", places);
        return Frame.of(title, place, mira, Theme.LIGHT, "csrf-of-mira");
    }

    static Listed orders(Theme theme) {
        var list = new ListPage(
                ListPage.Heading.of("Orders", "What we have promised to buy")
                        .with(new Sum("1,284,310.00 EUR", "open on 318 orders, at their stored rates"))
                        .with(Act.open("request", "New requisition", "/requisitions/new")
                                .first()),
                List.of(
                        new ListPage.View("open", "Open", "318", "/orders?view=open", true),
                        new ListPage.View("unanswered", "Not acknowledged", "11", "/orders?view=unanswered", false),
                        new ListPage.View("late", "Late", "6", "/orders?view=late", false),
                        new ListPage.View("part", "Partly received", "42", "/orders?view=part", false),
                        new ListPage.View("old", "Older than 30 days", "17", "/orders?view=old", false),
                        new ListPage.View("all", "All", "", "/orders?view=all", false)),
                new ListPage.Narrowing(
                        "/orders",
                        List.of(
                                new ListPage.Filter("cost centre is", "CC-410, CC-420", "/orders?total=1000"),
                                new ListPage.Filter("total over", "1,000", "/orders?cc=CC-410")),
                        List.of(
                                Field.text("vendor", "Vendor"),
                                Field.decimal("over", "Total over").value("1000")),
                        List.of(new Field.Option("view", "open"))),
                "Newest first",
                new Table(
                        "Orders",
                        List.of(
                                Column.main("Order"),
                                Column.text("Vendor"),
                                Column.state("Waiting for"),
                                Column.progress("Received"),
                                Column.progress("Invoiced"),
                                Column.sum("Total")),
                        List.of(
                                order(
                                        "PO-2026-004182",
                                        "Inference endpoint, 12 months",
                                        "Kestrel Cloud Ltd",
                                        Tone.WARN,
                                        "Receipt of 20, Ada Novak",
                                        40,
                                        60,
                                        "48,599.60 EUR"),
                                order(
                                        "PO-2026-004181",
                                        "Rack servers, 12",
                                        "Brandt Systeme GmbH",
                                        Tone.INFO,
                                        "Delivery, promised 24 Nov",
                                        0,
                                        0,
                                        "96,240.00 EUR"),
                                order(
                                        "PO-2026-004179",
                                        "Calibration service Q4",
                                        "Metrolab AG",
                                        Tone.OK,
                                        "Payment run on 28 Nov",
                                        100,
                                        100,
                                        "3,950.00 CHF"),
                                order(
                                        "PO-2026-004176",
                                        "Design tool, 40 seats",
                                        "Pixelworks Inc",
                                        Tone.WARN,
                                        "Vendor to acknowledge, 3 days",
                                        0,
                                        0,
                                        "19,200.00 USD"),
                                order(
                                        "PO-2026-004174",
                                        "Emergency: storage support",
                                        "Northgate Storage",
                                        Tone.STOP,
                                        "After-approval, due today",
                                        100,
                                        0,
                                        "7,500.00 EUR"),
                                order(
                                        "PO-2026-004161",
                                        "Penetration test",
                                        "Redwing Security",
                                        Tone.IDLE,
                                        "Work, milestone 2 of 3",
                                        66,
                                        33,
                                        "27,000.00 EUR"),
                                order(
                                        "PO-2026-004153",
                                        "Lab reagents",
                                        "Helix Supplies",
                                        Tone.STOP,
                                        "Price difference, 4.2 % over",
                                        100,
                                        80,
                                        "2,214.75 EUR"))),
                new ListPage.Paging("50 of 318", "", "/orders?after=x", "/orders.csv"),
                Optional.of(Act.post("remind", "Remind the vendors", "/orders/reminders")),
                ListPage.Empty.of("No orders", "Orders come from approved requisitions."));
        return new Listed(themed(frame("Orders", Place.ORDERS), theme), list);
    }

    static Listed nothing() {
        var list = new ListPage(
                ListPage.Heading.of("Orders", "What we have promised to buy"),
                List.of(
                        new ListPage.View("open", "Open", "0", "/orders?view=open", true),
                        new ListPage.View("all", "All", "0", "/orders?view=all", false)),
                ListPage.Narrowing.none(),
                "Newest first",
                new Table("Orders", List.of(Column.main("Order")), List.of()),
                ListPage.Paging.whole("0 of 0"),
                Optional.empty(),
                ListPage.Empty.of(
                        "No order yet",
                        "An approved requisition becomes an order here, with its number, PDF and everything that follows.",
                        Act.open("request", "Write the first requisition", "/requisitions/new")
                                .first()));
        return new Listed(frame("Orders", Place.ORDERS), list);
    }

    static Told gone() {
        return new Told(
                frame("Not found", Place.ORDERS),
                ListPage.Empty.of(
                        "There is no such order",
                        "It does not exist, or it is not yours to see.",
                        Act.open("orders", "To the orders", "/orders")));
    }

    static SignIn signIn() {
        return new SignIn(
                Theme.LIGHT,
                Optional.of(new Flash(Tone.STOP, "Name and password do not go together; try again.", Map.of())),
                List.of(
                        Field.of(Field.Kind.EMAIL, "user", "E-mail").needed(),
                        Field.of(Field.Kind.PASSWORD, "password", "Password").needed()));
    }

    static OrderPage order(Theme theme) {
        var document = new DocumentPage(
                new DocumentPage.Crumb("Orders", "/orders"),
                "PO-2026-004182",
                "Rev 2",
                "Kestrel Cloud Ltd · Inference endpoint, 12 months",
                Optional.of(new Sum("48,599.60 EUR", "incl. 7,759.60 VAT · net 30 · due by 12 Dec")),
                List.of(
                        Act.open("receive", "Receive", "/orders/PO-2026-004182/receipts/new")
                                .first(),
                        Act.open("revise", "Revise", "/orders/PO-2026-004182/revisions/new"),
                        Act.open("pdf", "PDF", "/orders/PO-2026-004182/pdf"),
                        Act.reason(
                                        "short-close",
                                        "Short-close",
                                        "/orders/PO-2026-004182/short-closure",
                                        "The remainder of 46 will not be delivered; its budget is released.")
                                .with("version", 7),
                        Act.confirm(
                                "hand-over",
                                "Mark as handed over",
                                "/orders/PO-2026-004182/handover",
                                "Kestrel Cloud has the PDF and the UBL order in hand?"),
                        Act.refused("cancel", "Cancel", "40 were received; short-close the remainder instead.")),
                List.of(
                        new DocumentPage.Axis("Approval", "2 of 2", 100, Tone.OK),
                        new DocumentPage.Axis("Sent", "Rev 2, UBL", 100, Tone.OK),
                        new DocumentPage.Axis("Acknowledged", "Accepted", 100, Tone.OK),
                        new DocumentPage.Axis("Received", "40 %", 40, Tone.OK),
                        new DocumentPage.Axis("Invoiced", "60 %, 1 held", 60, Tone.STOP),
                        new DocumentPage.Axis("Paid", "0 %", 0, Tone.OK)),
                List.of(
                        new DocumentPage.Tab("Lines", "", "/orders/PO-2026-004182", true),
                        new DocumentPage.Tab("Documents", "6", "/orders/PO-2026-004182/documents", false),
                        new DocumentPage.Tab("Approvals", "", "/orders/PO-2026-004182/approvals", false),
                        new DocumentPage.Tab("Revisions", "2", "/orders/PO-2026-004182/revisions", false)));
        var lines = new Table(
                "Lines",
                List.of(
                        Column.main("Line"),
                        Column.figure("Ordered"),
                        Column.figure("Received"),
                        Column.figure("Invoiced"),
                        Column.figure("Unit price"),
                        Column.sum("Net")),
                List.of(
                        line(
                                "Inference endpoint, seat-month",
                                "KC-INF-12 · CC-410 Platform · by 30 Nov",
                                "80",
                                "40",
                                "60",
                                "410.00",
                                "32,800.00"),
                        line(
                                "Onboarding workshop",
                                "Service · accepted against 3 criteria",
                                "2",
                                "0",
                                "0",
                                "2,400.00",
                                "4,800.00"),
                        line(
                                "Edge gateway, rack unit",
                                "KC-GW-2 · was 3 in Rev 1",
                                "4",
                                "0",
                                "0",
                                "810.00",
                                "3,240.00")));
        var life = new Life(
                "Life of this order",
                "Requested 11 Nov, 3 days so far",
                List.of(
                        Life.LifeRow.done(
                                "Requested by Jonas Weil", "REQ-2026-009917, needed by 30 Nov", "11 Nov 09:14"),
                        Life.LifeRow.done(
                                "Approved by Ines Brandt, manager",
                                "Rule 3: every request above 5,000. Took 1 h 10 min",
                                "11 Nov 10:24"),
                        Life.LifeRow.done(
                                "Sent to Kestrel Cloud as UBL order",
                                "Rev 1, accepted with a change: gateway quantity 4",
                                "12 Nov 08:02"),
                        Life.LifeRow.stopped(
                                "Invoice KC-77120 held: bills 60, received 40",
                                "No receipt, rule 4; owner Ada Novak",
                                "14 Nov 10:05"),
                        Life.LifeRow.waiting("Receipt of 20 more by Ada Novak", "Due in 2 days", "now"),
                        Life.LifeRow.later("Payment to Kestrel Cloud", "Net 30", "12 Dec")));
        var budget = new Meter(
                "Budget CC-410",
                List.of(
                        new Meter.Part("Paid", "123,000", 41),
                        new Meter.Part("Invoiced", "36,000", 12),
                        new Meter.Part("Committed", "87,000", 29)),
                new Sum("54,000", "Left"));
        var refused = Refusal.rule(
                "over-receipt",
                "You received 90 of 80 ordered; receive at most 80, or ask the buyer to revise the order.",
                Refusal.Facts.of("line", "1")
                        .measured("quantity", "80", "90", "80")
                        .under("tolerance 4", "buyer, by a revision"));
        return new OrderPage(
                themed(frame("PO-2026-004182", Place.ORDERS).saying(Flash.of(refused)), theme),
                document,
                lines,
                life,
                budget,
                List.of(
                        Field.text("note", "Delivery note").value("LS-5512").needed(),
                        Field.decimal("quantity", "Quantity")
                                .value("90")
                                .needed()
                                .help("Open: 40")
                                .error("At most 40 are open."),
                        Field.date("on", "Received on").value("2026-11-14").needed(),
                        Field.choice("place", "Place", List.of(new Field.Option("dock", "Dock 2"))),
                        Field.of(Field.Kind.LONG_TEXT, "remark", "Remark"),
                        Field.of(Field.Kind.YES, "damaged", "Some are damaged")
                                .help("They count, and are not payable.")));
    }

    static Frame themed(Frame frame, Theme theme) {
        return new Frame(frame.title(), frame.place(), frame.visitor(), theme, frame.csrf(), frame.flash());
    }

    private static Row order(
            String number,
            String what,
            String vendor,
            Tone tone,
            String waiting,
            int received,
            int invoiced,
            String total) {
        return Row.of(
                        link(number, "/orders/" + number, what),
                        text(vendor),
                        state(tone, waiting),
                        progress(received),
                        progress(invoiced),
                        text(total))
                .selectable(number);
    }

    private static Row line(
            String what, String note, String ordered, String received, String invoiced, String price, String net) {
        return Row.of(text(what, note), text(ordered), text(received), text(invoiced), text(price), text(net));
    }
}

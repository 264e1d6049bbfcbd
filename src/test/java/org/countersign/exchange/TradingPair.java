package org.countersign.exchange;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.countersign.Fixture;
import org.countersign.exchange.OrderResponseDocument.Answer;
import org.countersign.exchange.OrderResponseDocument.Form;
import org.countersign.exchange.OrderResponseDocument.LineAnswer;
import org.countersign.exchange.ubl.UblWriter;
import org.countersign.kernel.Price;
import org.countersign.kernel.Quantity;
import org.countersign.order.AnOrder;
import org.countersign.order.OrderModules;
import org.countersign.order.PurchaseOrder;
import org.countersign.vendor.Endpoint;
import org.countersign.vendor.VendorTerms;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/** A buyer with a vendor that has an electronic address, and the documents that this vendor writes. */
public final class TradingPair {

    public static final String VENDOR = "Bolts and Bits GmbH";
    public static final Endpoint ELSEWHERE = new Endpoint("0088", "7302347231110");
    private static final TaxCategory NINETEEN = TaxCategory.standard("19");

    public final Fixture buyer;
    public final OrderModules modules;
    public final Endpoint vendor;

    private TradingPair(Fixture buyer, OrderModules modules, Endpoint vendor) {
        this.buyer = buyer;
        this.modules = modules;
        this.vendor = vendor;
    }

    public static TradingPair in(DataSource database, Endpoint vendor) {
        var pair = new TradingPair(Fixture.in(database), new OrderModules(database), vendor);
        pair.add(VENDOR, vendor, "DE987654321");
        return pair;
    }

    /** Adds a vendor to the buyer's. */
    public void add(String name, Endpoint endpoint, String taxId) {
        var address = new org.countersign.vendor.Address("Werkstrasse 7", "Hamburg", "20095", "DE");
        modules.transactions.act(
                buyer.buyer,
                () -> modules.vendors.add(
                        new VendorTerms(name, "", taxId, endpoint, "", address, address, 30, CurrencyUnit.EUR),
                        buyer.buyer));
    }

    /** Three laptops at 1,200.00 and three bags at 40.00. */
    public PurchaseOrder order() {
        return AnOrder.anOrder(buyer, modules)
                .of(VENDOR)
                .line("laptop", 3, "1200.00")
                .line("bag", 3, "40.00")
                .issued();
    }

    /** The order as it is now. */
    public PurchaseOrder now(PurchaseOrder order) {
        return modules.transactions.read(
                buyer.buyer, () -> modules.orders.order(order.id(), buyer.buyer).order());
    }

    // ---- what the vendor writes

    public byte[] acceptance(String number, String order) {
        return response(number, order, Answer.ACCEPTED, List.of());
    }

    /** Two laptops instead of three, later; no bags. */
    public byte[] counterOffer(String number, PurchaseOrder order) {
        return response(
                number,
                order.number(),
                Answer.ACCEPTED_WITH_CHANGES,
                List.of(
                        new OrderResponseDocument.Line(
                                "1",
                                "1",
                                LineAnswer.CHANGED,
                                Item.of("laptop", "LT-14"),
                                Quantity.of(2),
                                "C62",
                                Price.of("EUR", "1250.00"),
                                Period.on(LocalDate.of(2026, 6, 1)),
                                ""),
                        new OrderResponseDocument.Line(
                                "2",
                                order.number() + "/2",
                                LineAnswer.REJECTED,
                                Item.of("bag", "BG-1"),
                                null,
                                "",
                                null,
                                Period.NONE,
                                "")));
    }

    private byte[] response(String number, String order, Answer answer, List<OrderResponseDocument.Line> lines) {
        return UblWriter.orderResponse(new OrderResponseDocument(
                new OrderResponseDocument.Heading(
                        Form.ADVANCED, number, LocalDate.of(2026, 5, 5), CurrencyUnit.EUR, order, "", ""),
                answer,
                named(),
                buyer(),
                Period.NONE,
                lines));
    }

    /** So many laptops of the order on their way. */
    public byte[] despatch(String number, PurchaseOrder order, int laptops) {
        return UblWriter.despatchAdvice(new DespatchDocument(
                new DespatchDocument.Heading(number, LocalDate.of(2026, 5, 8), order.number(), ""),
                named(),
                buyer(),
                new DespatchDocument.Shipment(
                        LocalDate.of(2026, 5, 8), Period.on(LocalDate.of(2026, 5, 11)), "TRACK-1"),
                List.of(new DespatchDocument.Line(
                        "1", "", "1", Item.of("laptop", "LT-14"), Quantity.of(laptops), "C62", null, "", ""))));
    }

    /** All three laptops billed at the order's price. */
    public byte[] invoice(String number, String order, String orderLine) {
        return bill(
                BillDocument.Kind.INVOICE,
                "380",
                number,
                new BillDocument.References(order, "", "Desk 4", "", "", List.of()),
                orderLine);
    }

    /** The same, credited. */
    public byte[] creditNote(String number, String order, String invoice) {
        return bill(
                BillDocument.Kind.CREDIT_NOTE,
                "381",
                number,
                new BillDocument.References(
                        order, "", "Desk 4", "", "", List.of(new BillDocument.Preceding(invoice, null))),
                "1");
    }

    private byte[] bill(
            BillDocument.Kind kind,
            String typeCode,
            String number,
            BillDocument.References references,
            String orderLine) {
        var net = eur("3600.00");
        var tax = eur("684.00");
        return UblWriter.bill(new BillDocument(
                new BillDocument.Heading(
                        kind,
                        typeCode,
                        number,
                        LocalDate.of(2026, 5, 20),
                        LocalDate.of(2026, 6, 19),
                        CurrencyUnit.EUR,
                        null,
                        ""),
                references,
                party(VENDOR, vendor, "DE987654321"),
                party("Muster GmbH", new Endpoint("0088", "7300010000001"), "DE123456789"),
                List.of(new BillDocument.Line(
                        "1",
                        orderLine,
                        Item.of("laptop", "LT-14"),
                        Quantity.of(3),
                        "C62",
                        Price.of("EUR", "1200.00"),
                        net,
                        NINETEEN,
                        List.of(),
                        "")),
                List.of(),
                List.of(new BillDocument.TaxSubtotal(NINETEEN, net, tax, "", "")),
                Totals.of(net, tax),
                new BillDocument.Payment("30", number, "DE75512108001245126199", VENDOR, "", "30 days net")));
    }

    private Party named() {
        return new Party(
                "",
                VENDOR,
                new Identifier(vendor.scheme(), vendor.id()),
                Identifier.NONE,
                "",
                Identifier.NONE,
                Address.of("Werkstrasse 7", "20095", "Hamburg", "DE"),
                Contact.NONE);
    }

    private static Party buyer() {
        return new Party(
                "",
                "Muster GmbH",
                new Identifier("0088", "7300010000001"),
                Identifier.NONE,
                "",
                Identifier.NONE,
                Address.of("Hauptstrasse 1", "10115", "Berlin", "DE"),
                Contact.NONE);
    }

    private static Party party(String name, Endpoint endpoint, String taxId) {
        return new Party(
                name,
                name,
                new Identifier(endpoint.scheme(), endpoint.id()),
                Identifier.NONE,
                taxId,
                Identifier.NONE,
                Address.of("Werkstrasse 7", "20095", "Hamburg", "DE"),
                new Contact("Ada Sells", "+49 40 555", "ada@bolts.example"));
    }

    private static Money eur(String amount) {
        return Money.of(CurrencyUnit.EUR, new BigDecimal(amount));
    }

    /** The document with words in it changed, as somebody who meddles with it would. */
    public static byte[] meddled(byte[] document, Map<String, String> changes) {
        var text = new String(document, StandardCharsets.UTF_8);
        for (var change : changes.entrySet()) {
            text = text.replace(change.getKey(), change.getValue());
        }
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

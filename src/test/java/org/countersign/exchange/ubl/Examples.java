package org.countersign.exchange.ubl;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.countersign.exchange.Address;
import org.countersign.exchange.Adjustment;
import org.countersign.exchange.Adjustment.Direction;
import org.countersign.exchange.BillDocument;
import org.countersign.exchange.Contact;
import org.countersign.exchange.DespatchDocument;
import org.countersign.exchange.Identifier;
import org.countersign.exchange.Item;
import org.countersign.exchange.OrderCancellationDocument;
import org.countersign.exchange.OrderChangeDocument;
import org.countersign.exchange.OrderChangeDocument.Mark;
import org.countersign.exchange.OrderDocument;
import org.countersign.exchange.OrderResponseDocument;
import org.countersign.exchange.OrderResponseDocument.Answer;
import org.countersign.exchange.OrderResponseDocument.Form;
import org.countersign.exchange.OrderResponseDocument.LineAnswer;
import org.countersign.exchange.Party;
import org.countersign.exchange.Period;
import org.countersign.exchange.TaxCategory;
import org.countersign.exchange.Totals;
import org.countersign.kernel.Price;
import org.countersign.kernel.Quantity;
import org.joda.money.BigMoney;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/** One order and its whole correspondence: 3 laptops and 250 labels, changed, answered, delivered, billed, credited. */
public final class Examples {

    private static final TaxCategory TWENTY = TaxCategory.standard("20");
    private static final Item LAPTOP =
            new Item("Laptop 14 inch", "32 GB, 1 TB", "LT-14", "B-100", new Identifier("0160", "4012345678901"));
    private static final Item LABEL = Item.of("Label 50 x 30 mm", "LB-50");

    private Examples() {}

    public static OrderDocument order() {
        return order(1, "3", "2900.00", Totals.of(eur("2905.00"), eur("581.00")));
    }

    static OrderChangeDocument change() {
        return new OrderChangeDocument(
                "PO-2026-000123-R2",
                order(2, "2", "1900.00", Totals.of(eur("1905.00"), eur("381.00"))),
                Map.of("1", Mark.CHANGED, "2", Mark.UNCHANGED));
    }

    static OrderCancellationDocument cancellation() {
        return new OrderCancellationDocument(
                "PO-2026-000123-C",
                day(9),
                "PO-2026-000123",
                "The project was stopped.",
                buyer(),
                orderedFrom(seller()));
    }

    public static OrderResponseDocument acceptance(Form form) {
        return new OrderResponseDocument(
                new OrderResponseDocument.Heading(
                        form, "AB-77", day(3), CurrencyUnit.EUR, "PO-2026-000123", "", "With thanks."),
                Answer.ACCEPTED,
                answering(seller()),
                answering(buyer()),
                new Period(day(20), day(22)),
                List.of());
    }

    static OrderResponseDocument counterOffer(Form form, String changeNumber) {
        return new OrderResponseDocument(
                new OrderResponseDocument.Heading(
                        form, "AB-78", day(4), CurrencyUnit.EUR, "PO-2026-000123", changeNumber, ""),
                Answer.ACCEPTED_WITH_CHANGES,
                answering(seller()),
                answering(buyer()),
                Period.NONE,
                List.of(
                        new OrderResponseDocument.Line(
                                "1",
                                "1",
                                LineAnswer.CHANGED,
                                Item.of("Laptop 14 inch", "LT-14"),
                                Quantity.of(2),
                                "C62",
                                Price.of("EUR", "1010.00"),
                                Period.on(day(25)),
                                "Only two in stock."),
                        new OrderResponseDocument.Line(
                                "2", "2", LineAnswer.ACCEPTED, LABEL, null, "", null, Period.NONE, "")));
    }

    static DespatchDocument despatch() {
        var seller = seller();
        var buyer = buyer();
        return new DespatchDocument(
                new DespatchDocument.Heading("LS-9", day(18), "PO-2026-000123", "Two parcels."),
                new Party(
                        "",
                        seller.legalName(),
                        seller.endpoint(),
                        seller.identifier(),
                        "",
                        Identifier.NONE,
                        seller.address(),
                        seller.contact()),
                new Party(
                        "",
                        buyer.legalName(),
                        buyer.endpoint(),
                        buyer.identifier(),
                        "",
                        Identifier.NONE,
                        buyer.address(),
                        buyer.contact()),
                new DespatchDocument.Shipment(day(18), Period.on(day(20)), "TRACK-1"),
                List.of(
                        new DespatchDocument.Line(
                                "1",
                                "",
                                "1",
                                Item.of("Laptop 14 inch", "LT-14"),
                                Quantity.of(2),
                                "C62",
                                Quantity.of(1),
                                "One follows.",
                                ""),
                        new DespatchDocument.Line(
                                "2", "PO-2026-000124", "7", LABEL, Quantity.of("12.5"), "C62", null, "", "Fragile")));
    }

    public static BillDocument invoice() {
        return bill(
                BillDocument.Kind.INVOICE,
                "380",
                day(28),
                new BillDocument.References("PO-2026-000123", "SO-5", "Desk 4", "C-1", "LS-9", List.of()),
                new BillDocument.Payment(
                        "30", "RE-2026-17", "DE75512108001245126199", "Seller Ltd", "SOGEDEFFXXX", "14 days net"));
    }

    public static BillDocument creditNote() {
        return bill(
                BillDocument.Kind.CREDIT_NOTE,
                "381",
                day(29),
                new BillDocument.References(
                        "PO-2026-000123",
                        "",
                        "Desk 4",
                        "",
                        "",
                        List.of(new BillDocument.Preceding("RE-2026-17", day(21)))),
                new BillDocument.Payment("58", "", "DE75512108001245126199", "", "", ""));
    }

    /** 3 at 1,000 less 100, 250 at 2 per 100; freight of 20 on top: 2,925 net, 585 tax, 10 paid already. */
    private static BillDocument bill(
            BillDocument.Kind kind,
            String typeCode,
            LocalDate due,
            BillDocument.References references,
            BillDocument.Payment payment) {
        var heading = new BillDocument.Heading(
                kind, typeCode, "RE-2026-17", day(21), due, CurrencyUnit.EUR, day(20), "Thank you.");
        var freight = new Adjustment(Direction.CHARGE, eur("20.00"), "Freight", "FC", TWENTY);
        var lines = List.of(
                new BillDocument.Line(
                        "1",
                        "1",
                        LAPTOP,
                        Quantity.of(3),
                        "C62",
                        Price.of("EUR", "1000.00"),
                        eur("2900.00"),
                        TWENTY,
                        List.of(loyalty("100.00")),
                        "Serial numbers apart"),
                new BillDocument.Line(
                        "2", "2", LABEL, Quantity.of(250), "C62", perHundred(), eur("5.00"), TWENTY, List.of(), ""));
        var totals = new Totals(
                eur("2905.00"),
                null,
                eur("20.00"),
                eur("2925.00"),
                eur("585.00"),
                eur("3510.00"),
                eur("10.00"),
                null,
                eur("3500.00"));
        return new BillDocument(
                heading,
                references,
                seller(),
                buyer(),
                lines,
                List.of(freight),
                List.of(new BillDocument.TaxSubtotal(TWENTY, eur("2925.00"), eur("585.00"), "", "")),
                totals,
                payment);
    }

    private static OrderDocument order(int revision, String laptops, String net, Totals totals) {
        return new OrderDocument(
                new OrderDocument.Heading(
                        "PO-2026-000123", revision, day(revision), CurrencyUnit.EUR, "Desk 4", "Ring twice."),
                buyer(),
                orderedFrom(seller()),
                new OrderDocument.Delivery("Goods in", depot(), new Period(day(15), day(22))),
                "30 days net",
                List.of(),
                List.of(
                        new OrderDocument.Line(
                                "1",
                                LAPTOP,
                                Quantity.of(laptops),
                                "C62",
                                Price.of("EUR", "1000.00"),
                                eur(net),
                                TWENTY,
                                List.of(loyalty("100.00")),
                                Period.on(day(20)),
                                "Keyboard: British"),
                        new OrderDocument.Line(
                                "2",
                                LABEL,
                                Quantity.of(250),
                                "C62",
                                perHundred(),
                                eur("5.00"),
                                TWENTY,
                                List.of(),
                                Period.NONE,
                                "")),
                totals);
    }

    private static Adjustment loyalty(String amount) {
        return new Adjustment(Direction.ALLOWANCE, eur(amount), "Loyalty", "95", TaxCategory.NONE);
    }

    private static Price perHundred() {
        return new Price(BigMoney.of(CurrencyUnit.EUR, new BigDecimal("2.00")), Quantity.of(100));
    }

    private static Party buyer() {
        return new Party(
                "Buyer",
                "Buyer GmbH",
                new Identifier("0088", "7300010000001"),
                new Identifier("0088", "7300010000001"),
                "DE123456789",
                new Identifier("0204", "HRB-1234"),
                new Address("Lower street 5", "Reception", "Gate 3", "Berlin", "10115", "BE", "DE"),
                new Contact("Martin Foggerty", "+49 30 555", "martin@buyer.example"));
    }

    private static Party seller() {
        return new Party(
                "Seller",
                "Seller Ltd",
                new Identifier("0088", "7302347231110"),
                new Identifier("0088", "7302347231110"),
                "DE987654321",
                new Identifier("0204", "HRB-9876"),
                Address.of("Harbour street 1", "20095", "Hamburg", "DE"),
                new Contact("Ada Sells", "+49 40 555", "ada@seller.example"));
    }

    private static Address depot() {
        return Address.of("Depot road 2", "10117", "Berlin", "DE");
    }

    /** An order does not name the seller's VAT number. */
    private static Party orderedFrom(Party seller) {
        return new Party(
                seller.name(),
                seller.legalName(),
                seller.endpoint(),
                seller.identifier(),
                "",
                seller.legalId(),
                seller.address(),
                seller.contact());
    }

    /** An answer names a party by its registration and its numbers only. */
    private static Party answering(Party party) {
        return new Party(
                "",
                party.legalName(),
                party.endpoint(),
                party.identifier(),
                "",
                Identifier.NONE,
                Address.NONE,
                Contact.NONE);
    }

    private static LocalDate day(int ofMarch) {
        return LocalDate.of(2026, 3, ofMarch);
    }

    private static Money eur(String amount) {
        return Money.of(CurrencyUnit.EUR, new BigDecimal(amount));
    }
}

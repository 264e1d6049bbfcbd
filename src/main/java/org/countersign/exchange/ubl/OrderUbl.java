package org.countersign.exchange.ubl;

import static org.countersign.exchange.ubl.Read.at;
import static org.countersign.exchange.ubl.Read.first;
import static org.countersign.exchange.ubl.Read.must;
import static org.countersign.exchange.ubl.Read.text;
import static org.countersign.exchange.ubl.Write.said;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_23.CustomerPartyType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_23.DeliveryType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_23.LineItemType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_23.LocationType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_23.MonetaryTotalType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_23.OrderLineType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_23.OrderReferenceType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_23.PartyNameType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_23.PartyType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_23.PaymentTermsType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_23.SupplierPartyType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_23.TaxTotalType;
import oasis.names.specification.ubl.schema.xsd.commonbasiccomponents_23.CancellationNoteType;
import oasis.names.specification.ubl.schema.xsd.commonbasiccomponents_23.NoteType;
import oasis.names.specification.ubl.schema.xsd.commonbasiccomponents_23.QuantityType;
import oasis.names.specification.ubl.schema.xsd.order_23.OrderType;
import oasis.names.specification.ubl.schema.xsd.ordercancellation_23.OrderCancellationType;
import oasis.names.specification.ubl.schema.xsd.orderchange_23.OrderChangeType;
import org.countersign.exchange.Address;
import org.countersign.exchange.OrderCancellationDocument;
import org.countersign.exchange.OrderChangeDocument;
import org.countersign.exchange.OrderChangeDocument.Mark;
import org.countersign.exchange.OrderDocument;
import org.countersign.exchange.OrderDocument.Delivery;
import org.countersign.exchange.OrderDocument.Heading;
import org.countersign.exchange.OrderDocument.Line;
import org.countersign.exchange.Totals;
import org.joda.money.CurrencyUnit;
import org.jspecify.annotations.Nullable;

/** What the buyer says of an order: the order itself, a change, the cancellation. */
final class OrderUbl {

    private static final Map<Mark, String> MARKS =
            Map.of(Mark.ADDED, "1", Mark.DELETED, "2", Mark.CHANGED, "3", Mark.UNCHANGED, "4", Mark.REOPENED, "74");

    private OrderUbl() {}

    static OrderType write(OrderDocument order) {
        var heading = order.heading();
        if (heading.revision() != 1) {
            throw new IllegalArgumentException("revision " + heading.revision() + " travels as an order change");
        }
        var ubl = new OrderType();
        ubl.setCustomizationID(Peppol.ORDER);
        ubl.setProfileID(Peppol.ADVANCED_ORDERING);
        ubl.setID(heading.number());
        ubl.setIssueDate(heading.issuedOn());
        said(heading.note(), note -> ubl.addNote(new NoteType(note)));
        ubl.setDocumentCurrencyCode(heading.currency().getCode());
        said(heading.reference(), ubl::setCustomerReference);
        ubl.setBuyerCustomerParty(WriteParty.ordering(order.buyer()));
        ubl.setSellerSupplierParty(WriteParty.ordered(order.seller()));
        delivery(order.delivery(), ubl::addDelivery);
        said(order.paymentTerms(), terms -> ubl.addPaymentTerms(terms(terms)));
        order.adjustments().forEach(one -> ubl.addAllowanceCharge(Write.adjustment(one)));
        totals(order.totals(), ubl::addTaxTotal, ubl::setAnticipatedMonetaryTotal);
        order.lines().forEach(line -> ubl.addOrderLine(line(line, null)));
        return ubl;
    }

    static OrderChangeType write(OrderChangeDocument change) {
        var order = change.order();
        var heading = order.heading();
        if (heading.revision() < 2) {
            throw new IllegalArgumentException("revision 1 travels as an order");
        }
        var ubl = new OrderChangeType();
        ubl.setCustomizationID(Peppol.ORDER_CHANGE);
        ubl.setProfileID(Peppol.ADVANCED_ORDERING);
        ubl.setID(change.number());
        ubl.setIssueDate(heading.issuedOn());
        ubl.setSequenceNumberID(String.valueOf(heading.revision() - 1));
        said(heading.note(), note -> ubl.addNote(new NoteType(note)));
        ubl.setDocumentCurrencyCode(heading.currency().getCode());
        said(heading.reference(), ubl::setCustomerReference);
        ubl.setOrderReference(orderReference(heading.number()));
        ubl.setBuyerCustomerParty(WriteParty.ordering(order.buyer()));
        ubl.setSellerSupplierParty(WriteParty.ordered(order.seller()));
        delivery(order.delivery(), ubl::addDelivery);
        said(order.paymentTerms(), terms -> ubl.addPaymentTerms(terms(terms)));
        order.adjustments().forEach(one -> ubl.addAllowanceCharge(Write.adjustment(one)));
        totals(order.totals(), ubl::addTaxTotal, ubl::setAnticipatedMonetaryTotal);
        order.lines().forEach(line -> ubl.addOrderLine(marked(line, change.marks())));
        return ubl;
    }

    static OrderCancellationType write(OrderCancellationDocument cancellation) {
        var ubl = new OrderCancellationType();
        ubl.setCustomizationID(Peppol.ORDER_CANCELLATION);
        ubl.setProfileID(Peppol.ADVANCED_ORDERING);
        ubl.setID(cancellation.number());
        ubl.setIssueDate(cancellation.issuedOn());
        ubl.addCancellationNote(new CancellationNoteType(cancellation.reason()));
        ubl.addOrderReference(orderReference(cancellation.orderNumber()));
        ubl.setBuyerCustomerParty(WriteParty.ordering(cancellation.buyer()));
        ubl.setSellerSupplierParty(WriteParty.ordered(cancellation.seller()));
        return ubl;
    }

    static OrderDocument read(OrderType ubl) {
        var currency = Read.currency(ubl.getDocumentCurrencyCodeValue());
        var totals = ubl.getAnticipatedMonetaryTotal();
        return new OrderDocument(
                new Heading(
                        text(ubl, OrderType::getIDValue),
                        1,
                        must(ubl.getIssueDateValueLocal(), "issue date"),
                        currency,
                        text(ubl, OrderType::getCustomerReferenceValue),
                        Read.lines(ubl.getNote())),
                Read.party(at(ubl.getBuyerCustomerParty(), CustomerPartyType::getParty)),
                Read.party(at(ubl.getSellerSupplierParty(), SupplierPartyType::getParty)),
                delivery(first(ubl.getDelivery())),
                terms(ubl.getPaymentTerms()),
                Read.adjustments(ubl.getAllowanceCharge(), currency),
                lines(ubl.getOrderLine(), currency),
                totals == null ? null : Read.totals(totals, ubl.getTaxTotal(), currency));
    }

    static OrderChangeDocument read(OrderChangeType ubl) {
        var currency = Read.currency(ubl.getDocumentCurrencyCodeValue());
        var totals = ubl.getAnticipatedMonetaryTotal();
        var order = new OrderDocument(
                new Heading(
                        text(ubl.getOrderReference(), OrderReferenceType::getIDValue),
                        revision(text(ubl, OrderChangeType::getSequenceNumberIDValue)),
                        must(ubl.getIssueDateValueLocal(), "issue date"),
                        currency,
                        text(ubl, OrderChangeType::getCustomerReferenceValue),
                        Read.lines(ubl.getNote())),
                Read.party(at(ubl.getBuyerCustomerParty(), CustomerPartyType::getParty)),
                Read.party(at(ubl.getSellerSupplierParty(), SupplierPartyType::getParty)),
                delivery(first(ubl.getDelivery())),
                terms(ubl.getPaymentTerms()),
                Read.adjustments(ubl.getAllowanceCharge(), currency),
                lines(ubl.getOrderLine(), currency),
                totals == null ? null : Read.totals(totals, ubl.getTaxTotal(), currency));
        return new OrderChangeDocument(text(ubl, OrderChangeType::getIDValue), order, marks(ubl.getOrderLine()));
    }

    static OrderCancellationDocument read(OrderCancellationType ubl) {
        return new OrderCancellationDocument(
                text(ubl, OrderCancellationType::getIDValue),
                must(ubl.getIssueDateValueLocal(), "issue date"),
                text(first(ubl.getOrderReference()), OrderReferenceType::getIDValue),
                Read.lines(ubl.getCancellationNote()),
                Read.party(at(ubl.getBuyerCustomerParty(), CustomerPartyType::getParty)),
                Read.party(at(ubl.getSellerSupplierParty(), SupplierPartyType::getParty)));
    }

    static OrderReferenceType orderReference(String number) {
        var reference = new OrderReferenceType();
        reference.setID(number);
        return reference;
    }

    /** @param mark the code of what a change does to the line, null in an order */
    private static OrderLineType line(Line line, @Nullable String mark) {
        var item = new LineItemType();
        item.setID(line.id());
        if (mark != null) {
            item.setLineStatusCode(mark);
        }
        item.setQuantity(Write.quantity(line.quantity(), line.unit(), new QuantityType()));
        Write.money(line.net(), item::setLineExtensionAmount);
        if (!line.delivery().isNone()) {
            delivery(new Delivery("", Address.NONE, line.delivery()), item::addDelivery);
        }
        line.adjustments().forEach(one -> item.addAllowanceCharge(Write.adjustment(one)));
        if (line.price() != null) {
            item.setPrice(Write.price(line.price(), line.unit()));
        }
        item.setItem(Write.item(line.item(), line.tax()));
        var written = new OrderLineType();
        said(line.note(), note -> written.addNote(new NoteType(note)));
        written.setLineItem(item);
        return written;
    }

    private static OrderLineType marked(Line line, Map<String, Mark> marks) {
        return line(line, MARKS.get(marks.getOrDefault(line.id(), Mark.UNCHANGED)));
    }

    private static Map<String, Mark> marks(List<OrderLineType> lines) {
        return lines.stream()
                .map(OrderLineType::getLineItem)
                .collect(Collectors.toMap(
                        LineItemType::getIDValue,
                        item -> mark(text(item, LineItemType::getLineStatusCodeValue)),
                        (one, other) -> {
                            throw Read.unreadable("Two lines of the change have the same number.", "line");
                        }));
    }

    private static Mark mark(String code) {
        return MARKS.entrySet().stream()
                .filter(mark -> mark.getValue().equals(code))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow(
                        () -> Read.unreadable("A line is marked " + code + ", which is not known.", "line status"));
    }

    private static List<Line> lines(List<OrderLineType> lines, CurrencyUnit currency) {
        return lines.stream().map(line -> line(line, currency)).toList();
    }

    private static Line line(OrderLineType line, CurrencyUnit currency) {
        var item = must(line.getLineItem(), "line item");
        var what = must(item.getItem(), "item");
        var unit = Read.unit(item.getQuantity());
        return new Line(
                text(item, LineItemType::getIDValue),
                Read.item(what),
                Read.quantity(item.getQuantity()),
                unit,
                Read.price(item.getPrice(), unit, currency),
                Read.moneyIfSaid(item.getLineExtensionAmount(), currency),
                Read.tax(what.getClassifiedTaxCategory()),
                Read.adjustments(item.getAllowanceCharge(), currency),
                Read.period(at(first(item.getDelivery()), DeliveryType::getRequestedDeliveryPeriod)),
                Read.lines(line.getNote()));
    }

    private static void delivery(Delivery delivery, Consumer<DeliveryType> write) {
        if (delivery.equals(Delivery.NONE)) {
            return;
        }
        var written = new DeliveryType();
        if (!delivery.address().isNone()) {
            var location = new LocationType();
            location.setAddress(Write.address(delivery.address()));
            written.setDeliveryLocation(location);
        }
        if (!delivery.period().isNone()) {
            written.setRequestedDeliveryPeriod(Write.period(delivery.period()));
        }
        said(delivery.recipient(), recipient -> {
            var name = new PartyNameType();
            name.setName(recipient);
            var party = new PartyType();
            party.addPartyName(name);
            written.setDeliveryParty(party);
        });
        write.accept(written);
    }

    private static Delivery delivery(@Nullable DeliveryType stated) {
        if (stated == null) {
            return Delivery.NONE;
        }
        var party = stated.getDeliveryParty();
        return new Delivery(
                party == null ? "" : text(first(party.getPartyName()), PartyNameType::getNameValue),
                Read.address(at(stated.getDeliveryLocation(), LocationType::getAddress)),
                Read.period(stated.getRequestedDeliveryPeriod()));
    }

    private static PaymentTermsType terms(String terms) {
        var written = new PaymentTermsType();
        written.addNote(new NoteType(terms));
        return written;
    }

    private static String terms(List<PaymentTermsType> stated) {
        return stated.stream().map(terms -> Read.lines(terms.getNote())).collect(Collectors.joining("\n"));
    }

    private static void totals(
            @Nullable Totals totals, Consumer<TaxTotalType> writeTax, Consumer<MonetaryTotalType> write) {
        if (totals == null) {
            return;
        }
        if (totals.tax() != null) {
            var tax = new TaxTotalType();
            Write.money(totals.tax(), tax::setTaxAmount);
            writeTax.accept(tax);
        }
        write.accept(Write.totals(totals));
    }

    /** The first change makes the second revision; a change that does not count itself is taken for the first. */
    private static int revision(String sequence) {
        try {
            return sequence.isEmpty() ? 2 : Math.addExact(Integer.parseInt(sequence), 1);
        } catch (NumberFormatException | ArithmeticException _) {
            throw Read.unreadable("The change is numbered " + sequence + ", which is not a number.", "sequence number");
        }
    }
}

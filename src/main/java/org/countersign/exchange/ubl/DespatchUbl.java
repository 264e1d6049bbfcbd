package org.countersign.exchange.ubl;

import static org.countersign.exchange.ubl.Read.at;
import static org.countersign.exchange.ubl.Read.first;
import static org.countersign.exchange.ubl.Read.must;
import static org.countersign.exchange.ubl.Read.text;
import static org.countersign.exchange.ubl.Write.said;

import java.time.LocalDate;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_23.CustomerPartyType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_23.DeliveryType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_23.DespatchLineType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_23.DespatchType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_23.OrderLineReferenceType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_23.OrderReferenceType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_23.ShipmentType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_23.SupplierPartyType;
import oasis.names.specification.ubl.schema.xsd.commonbasiccomponents_23.DeliveredQuantityType;
import oasis.names.specification.ubl.schema.xsd.commonbasiccomponents_23.NoteType;
import oasis.names.specification.ubl.schema.xsd.commonbasiccomponents_23.OutstandingQuantityType;
import oasis.names.specification.ubl.schema.xsd.commonbasiccomponents_23.OutstandingReasonType;
import oasis.names.specification.ubl.schema.xsd.despatchadvice_23.DespatchAdviceType;
import org.countersign.exchange.Contact;
import org.countersign.exchange.DespatchDocument;
import org.countersign.exchange.DespatchDocument.Heading;
import org.countersign.exchange.DespatchDocument.Line;
import org.countersign.exchange.DespatchDocument.Shipment;
import org.countersign.exchange.Party;
import org.countersign.exchange.TaxCategory;
import org.jspecify.annotations.Nullable;

/** The despatch advice (T16). */
final class DespatchUbl {

    private DespatchUbl() {}

    static DespatchAdviceType write(DespatchDocument despatch) {
        var heading = despatch.heading();
        var ubl = new DespatchAdviceType();
        ubl.setCustomizationID(Peppol.DESPATCH_ADVICE);
        ubl.setProfileID(Peppol.DESPATCHING);
        ubl.setID(heading.number());
        ubl.setIssueDate(heading.issuedOn());
        said(heading.note(), note -> ubl.addNote(new NoteType(note)));
        said(heading.orderNumber(), number -> ubl.addOrderReference(OrderUbl.orderReference(number)));
        ubl.setDespatchSupplierParty(WriteParty.despatching(despatch.sender()));
        ubl.setDeliveryCustomerParty(WriteParty.receiving(despatch.recipient()));
        if (!despatch.shipment().equals(Shipment.NONE)) {
            ubl.setShipment(shipment(despatch.shipment()));
        }
        despatch.lines().forEach(line -> ubl.addDespatchLine(line(line, heading.orderNumber())));
        return ubl;
    }

    static DespatchDocument read(DespatchAdviceType ubl) {
        var order = text(first(ubl.getOrderReference()), OrderReferenceType::getIDValue);
        return new DespatchDocument(
                new Heading(
                        text(ubl, DespatchAdviceType::getIDValue),
                        must(ubl.getIssueDateValueLocal(), "issue date"),
                        order,
                        Read.lines(ubl.getNote())),
                Read.party(at(ubl.getDespatchSupplierParty(), SupplierPartyType::getParty)),
                recipient(must(ubl.getDeliveryCustomerParty(), "recipient")),
                shipment(at(ubl.getShipment(), ShipmentType::getDelivery)),
                ubl.getDespatchLine().stream().map(line -> line(line, order)).toList());
    }

    private static Party recipient(CustomerPartyType stated) {
        var party = Read.party(stated.getParty());
        var beside = Read.contact(stated.getDeliveryContact());
        return new Party(
                party.name(),
                party.legalName(),
                party.endpoint(),
                party.identifier(),
                party.taxId(),
                party.legalId(),
                party.address(),
                beside.equals(Contact.NONE) ? party.contact() : beside);
    }

    private static ShipmentType shipment(Shipment shipment) {
        var delivery = new DeliveryType();
        said(shipment.trackingId(), delivery::setTrackingID);
        if (!shipment.expected().isNone()) {
            delivery.setEstimatedDeliveryPeriod(Write.period(shipment.expected()));
        }
        if (shipment.despatchedOn() != null) {
            var despatch = new DespatchType();
            despatch.setActualDespatchDate(shipment.despatchedOn());
            delivery.setDespatch(despatch);
        }
        var written = new ShipmentType();
        written.setID("1");
        written.setDelivery(delivery);
        return written;
    }

    private static Shipment shipment(@Nullable DeliveryType stated) {
        if (stated == null) {
            return Shipment.NONE;
        }
        @Nullable LocalDate despatched = at(stated.getDespatch(), DespatchType::getActualDespatchDateValueLocal);
        return new Shipment(
                despatched,
                Read.period(stated.getEstimatedDeliveryPeriod()),
                text(stated, DeliveryType::getTrackingIDValue));
    }

    private static DespatchLineType line(Line line, String order) {
        var written = new DespatchLineType();
        written.setID(line.id());
        said(line.note(), note -> written.addNote(new NoteType(note)));
        if (line.quantity() != null) {
            written.setDeliveredQuantity(Write.quantity(line.quantity(), line.unit(), new DeliveredQuantityType()));
        }
        if (line.outstanding() != null) {
            written.setOutstandingQuantity(
                    Write.quantity(line.outstanding(), line.unit(), new OutstandingQuantityType()));
        }
        said(line.outstandingReason(), why -> written.addOutstandingReason(new OutstandingReasonType(why)));
        said(line.orderLineId(), id -> {
            var reference = new OrderLineReferenceType();
            reference.setLineID(id);
            var own = line.orderNumber().isEmpty() ? order : line.orderNumber();
            said(own, number -> reference.setOrderReference(OrderUbl.orderReference(number)));
            written.addOrderLineReference(reference);
        });
        written.setItem(Write.item(line.item(), TaxCategory.NONE));
        return written;
    }

    private static Line line(DespatchLineType line, String order) {
        var reference = first(line.getOrderLineReference());
        var own = text(at(reference, OrderLineReferenceType::getOrderReference), OrderReferenceType::getIDValue);
        var delivered = line.getDeliveredQuantity();
        return new Line(
                text(line, DespatchLineType::getIDValue),
                own.equals(order) ? "" : own,
                text(reference, OrderLineReferenceType::getLineIDValue),
                Read.item(line.getItem()),
                Read.quantityIfSaid(delivered),
                delivered == null ? Read.unit(line.getOutstandingQuantity()) : Read.unit(delivered),
                Read.quantityIfSaid(line.getOutstandingQuantity()),
                Read.lines(line.getOutstandingReason()),
                Read.lines(line.getNote()));
    }
}

package org.countersign.exchange.ubl;

import static org.countersign.exchange.ubl.Write.identifier;
import static org.countersign.exchange.ubl.Write.said;

import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_23.CustomerPartyType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_23.PartyIdentificationType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_23.PartyLegalEntityType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_23.PartyNameType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_23.PartyTaxSchemeType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_23.PartyType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_23.SupplierPartyType;
import oasis.names.specification.ubl.schema.xsd.commonbasiccomponents_23.CompanyIDType;
import oasis.names.specification.ubl.schema.xsd.commonbasiccomponents_23.EndpointIDType;
import oasis.names.specification.ubl.schema.xsd.commonbasiccomponents_23.IDType;
import org.countersign.exchange.Identifier;
import org.countersign.exchange.Party;

/** A party as UBL. Each Peppol transaction lists what may be said of a party in each role, and refuses the rest. */
final class WriteParty {

    private final Party party;
    private final PartyType written = new PartyType();

    private WriteParty(Party party) {
        this.party = party;
        if (!party.endpoint().isNone()) {
            written.setEndpointID(identifier(party.endpoint(), new EndpointIDType()));
        }
        if (!party.identifier().isNone()) {
            var identification = new PartyIdentificationType();
            identification.setID(identifier(party.identifier(), new IDType()));
            written.addPartyIdentification(identification);
        }
    }

    /** The buyer of an order, a change or a cancellation. */
    static CustomerPartyType ordering(Party buyer) {
        return customer(new WriteParty(buyer).name().address().taxId().legal().contact());
    }

    /** The seller of an order, a change or a cancellation, who is not told his own VAT number. */
    static SupplierPartyType ordered(Party seller) {
        return supplier(new WriteParty(seller).name().address().legal().contact());
    }

    /** The seller who answers an order. */
    static SupplierPartyType answering(Party seller) {
        return supplier(new WriteParty(seller).legalName());
    }

    /** The buyer who is answered. */
    static CustomerPartyType answered(Party buyer) {
        return customer(new WriteParty(buyer).legalName());
    }

    static SupplierPartyType despatching(Party sender) {
        return supplier(new WriteParty(sender).address().legalName().contact());
    }

    /** The recipient of goods; his contact stands beside the party, not in it. */
    static CustomerPartyType receiving(Party recipient) {
        var written = customer(new WriteParty(recipient).address().legalName());
        if (!recipient.contact().isNone()) {
            written.setDeliveryContact(Write.contact(recipient.contact()));
        }
        return written;
    }

    static SupplierPartyType billing(Party seller) {
        return supplier(new WriteParty(seller).name().address().taxId().legal().contact());
    }

    static CustomerPartyType billed(Party buyer) {
        return customer(new WriteParty(buyer).name().address().taxId().legal().contact());
    }

    private WriteParty name() {
        said(party.name(), text -> {
            var name = new PartyNameType();
            name.setName(text);
            written.addPartyName(name);
        });
        return this;
    }

    private WriteParty address() {
        if (!party.address().isNone()) {
            written.setPostalAddress(Write.address(party.address()));
        }
        return this;
    }

    private WriteParty taxId() {
        said(party.taxId(), number -> {
            var tax = new PartyTaxSchemeType();
            tax.setCompanyID(number);
            tax.setTaxScheme(Write.vat());
            written.addPartyTaxScheme(tax);
        });
        return this;
    }

    private WriteParty legal() {
        return legal(party.legalId());
    }

    private WriteParty legalName() {
        return legal(Identifier.NONE);
    }

    private WriteParty legal(Identifier id) {
        var legal = new PartyLegalEntityType();
        said(party.legalName(), legal::setRegistrationName);
        if (!id.isNone()) {
            legal.setCompanyID(identifier(id, new CompanyIDType()));
        }
        if (!party.legalName().isEmpty() || !id.isNone()) {
            written.addPartyLegalEntity(legal);
        }
        return this;
    }

    private WriteParty contact() {
        if (!party.contact().isNone()) {
            written.setContact(Write.contact(party.contact()));
        }
        return this;
    }

    private static CustomerPartyType customer(WriteParty party) {
        var role = new CustomerPartyType();
        role.setParty(party.written);
        return role;
    }

    private static SupplierPartyType supplier(WriteParty party) {
        var role = new SupplierPartyType();
        role.setParty(party.written);
        return role;
    }
}

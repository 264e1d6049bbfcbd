package org.countersign.exchange.ubl;

/**
 * The names by which Peppol knows its specifications and processes. Orders are sent in advanced ordering, the only process
 * that lets the buyer change or cancel what was ordered.
 */
final class Peppol {

    static final String ADVANCED_ORDERING = "urn:fdc:peppol.eu:poacc:bis:advanced_ordering:3";
    static final String ORDERING = "urn:fdc:peppol.eu:poacc:bis:ordering:3";
    static final String DESPATCHING = "urn:fdc:peppol.eu:poacc:bis:despatch_advice:3";
    static final String BILLING = "urn:fdc:peppol.eu:2017:poacc:billing:01:1.0";

    static final String ORDER = "urn:fdc:peppol.eu:poacc:trns:order:3";
    static final String ORDER_CHANGE = "urn:fdc:peppol.eu:poacc:trns:order_change:3";
    static final String ORDER_CANCELLATION = "urn:fdc:peppol.eu:poacc:trns:order_cancellation:3";
    static final String ORDER_RESPONSE = "urn:fdc:peppol.eu:poacc:trns:order_response:3";
    static final String ORDER_RESPONSE_ADVANCED = "urn:fdc:peppol.eu:poacc:trns:order_response_advanced:3";
    static final String DESPATCH_ADVICE = "urn:fdc:peppol.eu:poacc:trns:despatch_advice:3";
    static final String BILL = "urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0";

    private Peppol() {}
}

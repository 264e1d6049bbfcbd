package org.countersign.torture;

import java.util.List;

/** What a person does over the API, and which rows the journal has of it once it is done. */
enum Deed {
    KEEP_RULES(),
    NAME_GROUP(),
    ADD_VENDOR("vendor-added"),
    CHANGE_BANK("bank-details-changed"),
    OPEN_BUDGET("budget-opened"),
    CHANGE_GRANT("grant-changed"),
    DRAFT("draft-started"),
    DRAFT_AND_SUBMIT("requisition-submitted"),
    CHANGE_DRAFT("draft-changed"),
    SUBMIT("requisition-submitted"),
    WITHDRAW("requisition-withdrawn"),
    APPROVE("approval-given"),
    REJECT("approval-refused"),
    ASK_FOR_CHANGES("changes-asked"),
    REVISE("revision-proposed"),
    WITHDRAW_REVISION("revision-withdrawn"),
    SHORT_CLOSE(),
    CANCEL("order-cancelled"),
    HOLD("order-held"),
    RELEASE("order-released"),
    HAND_OVER("order-transmitted"),
    NOTE_ANSWER("order-answered"),
    RECEIVE("goods-received"),
    GIVE_BACK("goods-returned"),
    REVERSE_RECEIPT("receipt-reversed"),
    HAND_IN(),
    ENTER_INVOICE("invoice-captured"),
    ENTER_CREDIT_NOTE("invoice-captured"),
    LIFT_HOLD("hold-lifted"),
    REJECT_INVOICE("invoice-rejected"),
    REVERSE_INVOICE("invoice-reversed"),
    PROPOSE("payment-proposed"),
    APPROVE_PAYMENT("payment-approved"),
    REJECT_PAYMENT("payment-rejected"),
    WITHDRAW_PAYMENT("payment-withdrawn"),
    EXECUTE("payment-executed"),
    FAIL("payment-failed");

    private final List<String> events;

    Deed(String... events) {
        this.events = List.of(events);
    }

    /** Whether what the journal tells of is what was made, though the address names what it was made for. */
    boolean makes() {
        return this == RECEIVE || this == GIVE_BACK || this == REVERSE_RECEIPT;
    }

    /** Where in an answer the made document stands. */
    String within() {
        return makes() ? "receipt/" : this == OPEN_BUDGET ? "budget/" : "";
    }

    /** The names of the journal's rows; none where the answer says them, or nothing is compared. */
    List<String> events() {
        return events;
    }
}

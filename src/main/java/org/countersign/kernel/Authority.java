package org.countersign.kernel;

import static org.countersign.kernel.Role.ADMINISTRATOR;
import static org.countersign.kernel.Role.APPROVER;
import static org.countersign.kernel.Role.AP_CLERK;
import static org.countersign.kernel.Role.AUDITOR;
import static org.countersign.kernel.Role.BUYER;
import static org.countersign.kernel.Role.FINANCE;
import static org.countersign.kernel.Role.PAYER;
import static org.countersign.kernel.Role.RECEIVER;
import static org.countersign.kernel.Role.REQUESTER;
import static org.countersign.kernel.Role.SELLER;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * The one table of role by act. Every door asks it first; pages, API and the table in {@code docs/} are made from it.
 * Duties on a document's own history (nobody approves their own) are judged by the act itself.
 */
public enum Authority {
    WRITE_REQUISITIONS("write, submit, withdraw requisitions", REQUESTER, BUYER),
    DECIDE_APPROVALS("decide approvals routed to them", APPROVER),
    CHANGE_ORDERS("revise, short-close, cancel, hold, hand over orders", BUYER),
    RECEIVE_GOODS("record receipts, returns and their reversals", RECEIVER),
    ENTER_INVOICES("enter invoices and credit notes, link their lines", AP_CLERK, FINANCE),
    ENTER_DUPLICATES("enter a duplicate with a reason", FINANCE),
    LIFT_HOLDS("lift holds, decide duplicates, waive credits", FINANCE),
    PROPOSE_PAYMENTS("propose payments", AP_CLERK, PAYER),
    APPROVE_PAYMENTS("approve another's payment proposal", PAYER, FINANCE),
    RECORD_PAYMENTS("record payments as executed or failed", PAYER),
    KEEP_VENDORS("keep vendors", BUYER),
    KEEP_BANK_DETAILS("see and keep vendors' bank details", FINANCE),
    KEEP_CATALOG("keep catalogue items", BUYER),
    KEEP_COST_CENTRES("keep cost centres", FINANCE, ADMINISTRATOR),
    KEEP_BUDGETS("keep budgets and periods", FINANCE),
    KEEP_RULES("keep approval rules, tolerances and exchange rates", FINANCE),
    KEEP_PEOPLE("keep people, roles and keys", ADMINISTRATOR),
    POST_DOCUMENTS("hand documents in", BUYER, RECEIVER, AP_CLERK, SELLER),
    PLACE_DOCUMENTS("place or dismiss documents that wait", BUYER, AP_CLERK, FINANCE),
    SEE_WHOLE_ORGANIZATION("see every order of the organisation", BUYER, RECEIVER, AP_CLERK, PAYER, FINANCE, AUDITOR),
    SEE_PRICES(
            "see prices and amounts",
            REQUESTER,
            APPROVER,
            BUYER,
            AP_CLERK,
            PAYER,
            FINANCE,
            SELLER,
            AUDITOR,
            ADMINISTRATOR),
    SEE_INVOICES("see every invoice and payment", AP_CLERK, PAYER, FINANCE, AUDITOR, BUYER),
    SEE_BUDGETS("see every budget", FINANCE, AUDITOR, BUYER),
    READ_JOURNAL("read the journal of the organisation", FINANCE, AUDITOR, ADMINISTRATOR);

    private final String words;

    @SuppressWarnings("ImmutableEnumChecker") // an unmodifiable set, which its type cannot say
    private final Set<Role> roles;

    Authority(String words, Role first, Role... others) {
        this.words = words;
        this.roles = Collections.unmodifiableSet(EnumSet.of(first, others));
    }

    /** What it allows, to be read after "may". */
    public String words() {
        return words;
    }

    public boolean goesWith(Role role) {
        return roles.contains(role);
    }

    /** The roles it goes with, as words for a refusal. */
    public String roleWords() {
        return String.join(", ", roles.stream().map(Role::word).toList());
    }
}

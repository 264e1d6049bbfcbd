package org.countersign.web;

import static java.util.Map.entry;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.countersign.kernel.Actor;
import org.countersign.kernel.Authority;
import org.countersign.order.PurchaseOrder;
import org.countersign.platform.JournalRow;
import org.countersign.tolerance.Allowance;

/**
 * The rows of the journal in words: what happened, and what is worth knowing about it. An act that the table does not know
 * reads as its own name.
 *
 * @param verb "Approved", to be read before "by"
 * @param note sentences; empty where there is nothing to add
 * @param stopped it stopped something
 */
public record ActWords(String verb, String note, boolean stopped) {

    private record Phrase(String verb, boolean stopped, Function<Said, String> note) {}

    /** Somebody was asked and answers: what it took is counted from the question. */
    private static final UUID NOBODY = new UUID(0, 0);

    private static final Pattern POLICY = Pattern.compile("policy (\\d+)");

    static final Set<String> ANSWERS = Set.of(
            "approval-given",
            "approval-refused",
            "changes-asked",
            "order-answered",
            "requisition-approved",
            "hold-lifted");

    private static final Set<String> DECISIONS = Set.of("approval-given", "approval-refused", "changes-asked");
    private static final Set<String> ENDINGS = Set.of("order-completed");

    private static final Map<String, Phrase> PHRASES = Map.ofEntries(
            does("approval-asked", "Approval asked", said -> {
                var stages = said.list("stages");
                return stages.isEmpty() ? "No approval is needed" : "Waits for " + String.join(", then ", stages);
            }),
            does("approval-given", "Approved", ActWords::comment),
            stops("approval-refused", "Rejected", ActWords::comment),
            stops("changes-asked", "Changes asked", ActWords::comment),
            does("approval-withdrawn", "Approval withdrawn", ActWords::nothing),
            does(
                    "policy-kept",
                    "Approval rules changed",
                    said -> Said.joined("From " + said.date("validFrom"), said.named("Reason", "reason"))),
            does("draft-started", "Draft started", said -> said.text("title")),
            does("draft-changed", "Draft changed", said -> said.count("lines", "line", "lines")),
            does("draft-discarded", "Draft discarded", said -> said.text("title")),
            does("requisition-submitted", "Submitted", said -> Said.joined(said.text("title"), said.text("vendors"))),
            does(
                    "requisition-approved",
                    "Requisition approved",
                    said -> said.facts()
                            .path("orders")
                            .valueStream()
                            .map(order -> order.path("number").asString())
                            .reduce((all, next) -> all + ", " + next)
                            .map(numbers -> "Became " + numbers)
                            .orElse("")),
            stops("requisition-rejected", "Requisition rejected", ActWords::reason),
            stops("requisition-sent-back", "Requisition sent back", ActWords::reason),
            stops("requisition-withdrawn", "Requisition withdrawn", ActWords::reason),
            does(
                    "order-issued",
                    "Order issued",
                    said -> Said.joined(
                            said.text("vendor"), said.count("lines", "line", "lines"), said.money("total"))),
            does(
                    "revision-proposed",
                    "Revision proposed",
                    said -> Said.joined("Rev " + said.text("revision"), said.change("before", "after"), reason(said))),
            does(
                    "revision-in-force",
                    "Revision in force",
                    said -> Said.joined("Rev " + said.text("revision"), said.change("before", "after"), reason(said))),
            stops("revision-withdrawn", "Revision withdrawn", ActWords::why),
            stops("order-cancelled", "Order cancelled", ActWords::reason),
            does("order-completed", "Order completed", said -> said.code("ending")),
            does("order-reopened", "Order reopened", said -> said.named("Reason", "because")),
            stops("order-held", "Order held", ActWords::why),
            does("order-released", "Order released", ActWords::why),
            does(
                    "order-answered",
                    "Order answered",
                    said -> Said.joined(said.code("said"), said.named("Reference", "reference"), said.text("note"))),
            does("credit-waived", "Expected credit waived", ActWords::reason),
            does("answer-declined", "Vendor's answer declined", ActWords::reason),
            does(
                    "goods-shipped",
                    "Goods sent off",
                    said -> Said.joined(
                            said.named("Despatch advice", "reference"),
                            said.date("expectedOn").isEmpty() ? "" : "Expected " + said.date("expectedOn"))),
            does(
                    "order-transmitted",
                    "Order on its way",
                    said -> Said.joined(transmission(said.text("how")), said.text("note"))),
            does(
                    "goods-received",
                    "Goods received",
                    said -> Said.joined(
                            said.text("number"),
                            said.count("lines", "line", "lines"),
                            said.count("linesRejected", "line rejected", "lines rejected"),
                            said.named("Delivery note", "deliveryNote"))),
            does(
                    "goods-returned",
                    "Goods returned",
                    said -> Said.joined(
                            said.text("number"),
                            said.count("lines", "line", "lines"),
                            said.named("Reference", "reference"))),
            stops(
                    "receipt-reversed",
                    "Receipt reversed",
                    said -> Said.joined(said.text("reversedNumber"), reason(said))),
            does("invoice-captured", "Invoice captured", Billing::captured),
            does("duplicate-entered", "Duplicate entered", ActWords::reason),
            stops("invoice-held", "Invoice held", Billing::held),
            does("invoice-posted", "Invoice posted", said -> Said.joined(Billing.number(said), said.money("payable"))),
            does(
                    "credit-note-posted",
                    "Credit note posted",
                    said -> Said.joined(Billing.number(said), said.money("payable"))),
            does("hold-lifted", "Hold lifted", said -> Said.joined(said.code("hold"), reason(said))),
            does("line-linked", "Line linked to the order", ActWords::nothing),
            stops("invoice-rejected", "Invoice rejected", ActWords::reason),
            stops("invoice-reversed", "Invoice reversed", ActWords::reason),
            does("invoice-settled", "Paid", said -> said.money("amount")),
            does(
                    "payment-proposed",
                    "Payment proposed",
                    said -> Said.joined(
                            said.text("run.number"),
                            said.money("total"),
                            said.count("blocked", "document blocked", "documents blocked"))),
            does(
                    "payment-approved",
                    "Payment approved, bank file made",
                    said -> Said.joined(said.text("run.number"), said.money("total"))),
            stops("payment-rejected", "Payment rejected", ActWords::reason),
            stops("payment-withdrawn", "Payment withdrawn", ActWords::reason),
            does(
                    "payment-executed",
                    "Payment executed",
                    said -> Said.joined(said.text("vendor"), said.money("amount"), said.date("on"))),
            stops(
                    "payment-failed",
                    "Payment failed",
                    said -> Said.joined(said.text("vendor"), said.money("amount"), reason(said))),
            does("vendor-added", "Vendor added", said -> said.text("terms.name")),
            does("vendor-changed", "Vendor changed", Changes::words),
            does("bank-details-changed", "Bank details changed", ActWords::bank),
            does(
                    "vendor-state-changed",
                    "State changed",
                    said -> Said.joined(said.code("before") + " to " + said.code("after"), reason(said))),
            does("item-added", "Item added", said -> Said.joined(said.text("article.name"), said.price("price.price"))),
            does(
                    "item-priced",
                    "Priced anew",
                    said -> Said.joined(said.price("price.price"), "From " + said.date("price.validity.from"))),
            does("item-retired", "Item retired", said -> Said.joined("Last day " + said.date("lastDay"), reason(said))),
            does("budget-opened", "Budget made", said -> Said.joined(said.text("name"), said.money("granted"))),
            does("grant-changed", "Grant changed", said -> said.change("grantedBefore", "grantedAfter")),
            does("overrun-granted", "Overrun granted", said -> Said.joined(said.money("more") + " more", reason(said))),
            does("period-closed", "Period closed", said -> said.date("from") + " to " + said.date("to")),
            does(
                    "period-reopened",
                    "Period opened again",
                    said -> Said.joined(said.date("from") + " to " + said.date("to"), reason(said))),
            does(
                    "rate-entered",
                    "Exchange rate entered",
                    said -> Said.joined(
                            "1 " + said.text("from") + " = " + said.text("rate") + " " + said.text("to") + " from "
                                    + said.date("validOn"),
                            said.named("Source", "source"))),
            does("tolerances-entered", "Tolerances changed", said -> "From " + said.date("from")),
            does("organization-founded", "Organisation founded", said -> said.text("name")),
            does("group-changed", "Group changed", said -> said.text("group")),
            does("person-added", "Person added", said -> said.text("name")),
            does("grants-changed", "Roles changed", said -> roles(said, "before") + " to " + roles(said, "after")),
            does("manager-changed", "Manager changed", ActWords::nothing),
            stops("person-suspended", "Person suspended", ActWords::nothing),
            does("person-restored", "Person restored", ActWords::nothing),
            does("password-set", "Password set", ActWords::nothing),
            does("password-changed", "Password changed", ActWords::nothing),
            does("key-made", "Key made", said -> said.text("name")),
            stops("key-revoked", "Key revoked", ActWords::nothing),
            does("cost-centre-opened", "Cost centre opened", said -> said.text("code")),
            does("cost-centre-changed", "Cost centre changed", ActWords::nothing));

    /** Whether the row of an act stands before what it caused (0), among that (1), or after it (2). */
    static int turn(String act) {
        return DECISIONS.contains(act) ? 0 : ENDINGS.contains(act) ? 2 : 1;
    }

    /** Who did it, for a reader: what a job of the installation did, Countersign did. */
    public static String who(JournalRow row) {
        return row.actorId().equals(NOBODY) ? "Countersign" : row.actorName();
    }

    /** The words of a row, with dates and figures as the reader's organisation writes them and amounts if they may see any. */
    public static ActWords of(JournalRow row, Formats formats, Actor reader) {
        var said = new Said(row.facts(), formats, reader);
        var phrase = PHRASES.get(row.act());
        if (phrase == null) {
            return new ActWords(capital(Said.words(row.act())), rule(row), false);
        }
        return new ActWords(
                phrase.verb(), Said.joined(capital(phrase.note().apply(said)), rule(row)), phrase.stopped());
    }

    private static String nothing(Said said) {
        return "";
    }

    private static String reason(Said said) {
        return said.named("Reason", "reason");
    }

    private static String why(Said said) {
        return said.named("Reason", "why");
    }

    private static String comment(Said said) {
        return said.text("comment");
    }

    /** Where a vendor is paid is for those who keep that or pay, masked as it is told. */
    private static String bank(Said said) {
        if (!said.mayAny(Authority.KEEP_BANK_DETAILS, Authority.APPROVE_PAYMENTS, Authority.RECORD_PAYMENTS)) {
            return "";
        }
        var before = said.text("ibanBefore");
        var after = said.text("ibanAfter");
        return Said.joined(
                before.isEmpty() ? "Paid to " + after : before + " to " + after, said.named("Holder", "holder"));
    }

    /** Approvals name the version of their rules, documents that were compared the version of the tolerances. */
    private static String rule(JournalRow row) {
        var rule = row.ruleVersion();
        if (rule.isEmpty()) {
            return "";
        }
        var version = POLICY.matcher(rule).replaceFirst("$1");
        if (rule.equals(version)) {
            return rule.equals(Allowance.EXACT)
                    ? "Compared without tolerances."
                    : "By the tolerances, version " + rule + ".";
        }
        return version.equals("0")
                ? "By the standard approval rules."
                : "By the approval rules, version " + version + ".";
    }

    private static String capital(String words) {
        return words.isEmpty() ? "" : Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }

    private static String roles(Said said, String path) {
        var roles = said.facts()
                .path(path)
                .valueStream()
                .map(grant -> Said.words(grant.path("role").asString()))
                .toList();
        return roles.isEmpty() ? "none" : String.join(", ", roles);
    }

    private static Map.Entry<String, Phrase> does(String act, String verb, Function<Said, String> note) {
        return entry(act, new Phrase(verb, false, note));
    }

    private static Map.Entry<String, Phrase> stops(String act, String verb, Function<Said, String> note) {
        return entry(act, new Phrase(verb, true, note));
    }

    /** How bills are told. */
    private static final class Billing {

        static String number(Said said) {
            return said.text("bill.number");
        }

        static String captured(Said said) {
            return Said.joined(
                    number(said),
                    said.named("Vendor's number", "bill.documentNumber"),
                    said.money("payable"),
                    held(said));
        }

        private static String lower(String code) {
            return code.toLowerCase(Locale.ROOT).replace('_', ' ');
        }

        static String held(Said said) {
            var holds = said.list("holds");
            return holds.isEmpty()
                    ? ""
                    : "Held for "
                            + String.join(
                                    ", ",
                                    holds.stream()
                                            .map(Said::words)
                                            .map(Billing::lower)
                                            .toList());
        }
    }

    private static String transmission(String code) {
        return PurchaseOrder.Transmission.valueOf(code).words();
    }

    /** Which of the told terms differ. */
    private static final class Changes {

        static String words(Said said) {
            var before = said.facts().path("before");
            var changed = said.facts()
                    .path("after")
                    .propertyStream()
                    .filter(term -> !term.getValue().equals(before.path(term.getKey())))
                    .map(term ->
                            term.getKey().replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT))
                    .toList();
            return changed.isEmpty() ? "" : "New: " + String.join(", ", changed);
        }
    }
}

package org.countersign.payment;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.countersign.invoice.InvoiceId;
import org.countersign.kernel.Actor;
import org.countersign.kernel.Authority;
import org.countersign.kernel.NotFound;
import org.countersign.kernel.Page;
import org.countersign.kernel.Refusal;
import org.countersign.kernel.Refusal.Facts;
import org.countersign.platform.Columns;
import org.countersign.platform.Content;
import org.countersign.platform.Contents;
import org.countersign.platform.PageKey;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Lists and shows payment proposals, what is due, and the files for the bank. */
@Component
public class PaymentFinder {

    static final String PAGE_WAITING = """
            select p.* from payment.proposal p
             where p.organization_id = :organization and p.phase = 'IN_APPROVAL' and (p.execute_on, p.id) > (:day, :id)
             order by p.execute_on, p.id
             limit :size
            """;
    static final String PAGE_SENT = """
            select p.* from payment.proposal p
             where p.organization_id = :organization and p.phase = 'OPEN' and (p.execute_on, p.id) > (:day, :id)
             order by p.execute_on, p.id
             limit :size
            """;
    static final String PAGE_ENDED = """
            select p.* from payment.proposal p
             where p.organization_id = :organization and p.phase = 'ENDED' and (p.proposed_on, p.id) < (:day, :id)
             order by p.proposed_on desc, p.id desc
             limit :size
            """;
    static final String PAGE_ALL = """
            select p.* from payment.proposal p
             where p.organization_id = :organization and (p.proposed_on, p.id) < (:day, :id)
             order by p.proposed_on desc, p.id desc
             limit :size
            """;
    static final String BY_NUMBER = """
            select p.id from payment.proposal p where p.organization_id = :organization and p.number = :number
            """;
    static final String OF_INVOICES = """
            select p.number, p.phase, p.end_reason, p.execute_on, p.currency, y.outcome, y.outcome_on, s.settles, s.amount
              from (select i.payment_id, string_agg(i.document_number, ', ' order by i.place) as settles, sum(i.amount) as amount
                      from payment.payment_invoice i
                     where i.organization_id = :organization and i.invoice_id = any(:invoices)
                     group by i.payment_id) s
             cross join lateral (
                   select y.* from payment.payment y where y.organization_id = :organization and y.id = s.payment_id limit 1) y
             cross join lateral (
                   select p.* from payment.proposal p where p.organization_id = :organization and p.id = y.proposal_id limit 1) p
             order by p.execute_on desc, y.id desc
             limit 50
            """;
    static final String COUNT_WAITING = """
            select count(*) from (
                select 1 from payment.proposal p
                 where p.organization_id = :organization and p.phase = 'IN_APPROVAL' and p.proposed_by <> :account
                 limit 1000) waiting
            """;
    static final String COUNT_SENT = """
            select count(*) from (
                select 1 from payment.proposal p
                 where p.organization_id = :organization and p.phase = 'OPEN'
                 limit 1000) sent
            """;

    private static final LocalDate FIRST_DAY = LocalDate.of(1, 1, 1);
    private static final LocalDate LAST_DAY = LocalDate.of(9999, 12, 31);

    /** Which proposals a list shows; those that somebody has to act on by the day of execution, the earliest first. */
    public enum Listing {
        WAITING("To approve"),
        SENT("Sent to the bank"),
        ENDED("Ended"),
        ALL("All");

        private final String words;

        Listing(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }

        private boolean forward() {
            return this == WAITING || this == SENT;
        }
    }

    private final JdbcClient jdbc;
    private final PaymentStore payments;
    private final Dues dues;
    private final Contents contents;

    PaymentFinder(JdbcClient jdbc, PaymentStore payments, Dues dues, Contents contents) {
        this.jdbc = jdbc;
        this.payments = payments;
        this.dues = dues;
        this.contents = contents;
    }

    /**
     * What a payment settles of some documents.
     *
     * @param number the proposal's
     * @param settles the vendor's numbers of those documents
     * @param on the day of its outcome, else the day it is to be executed
     * @param ended how its proposal ended before anything was paid
     */
    public record Settlement(
            String number,
            String settles,
            LocalDate on,
            Money amount,
            Payment.Outcome outcome,
            Optional<PaymentProposal.Ending> ended) {}

    /** The payments of documents that were shown to the actor, the latest first, at most 50; no account is named. */
    public List<Settlement> settling(List<InvoiceId> shown, Actor by) {
        return shown.isEmpty()
                ? List.of()
                : jdbc.sql(OF_INVOICES)
                        .param("organization", by.organization().value())
                        .param("invoices", shown.stream().map(InvoiceId::value).toArray(UUID[]::new))
                        .query((rows, _) -> settlement(rows))
                        .list();
    }

    private static Settlement settlement(ResultSet rows) throws SQLException {
        var outcome = Payment.Outcome.valueOf(rows.getString("outcome"));
        var known = rows.getObject("outcome_on", LocalDate.class);
        return new Settlement(
                rows.getString("number"),
                rows.getString("settles"),
                known == null ? rows.getObject("execute_on", LocalDate.class) : known,
                Columns.money(rows, "amount", CurrencyUnit.of(rows.getString("currency"))),
                outcome,
                Optional.ofNullable(rows.getString("end_reason"))
                        .map(PaymentProposal.Ending::valueOf)
                        .filter(_ -> outcome == Payment.Outcome.PROPOSED));
    }

    /** What would be proposed now, and what is due and blocked; without effect. */
    public PaymentPlan due(PaymentWish wish, Actor by) {
        by.require(Authority.SEE_INVOICES);
        return dues.plan(wish, by);
    }

    /** The first day after the wish's own on which something of it may be paid, within a year. */
    public Optional<LocalDate> nextDue(PaymentWish wish, Actor by) {
        return due(wish.until(wish.dueUntil().plusYears(1)), by).payments().stream()
                .flatMap(planned -> planned.parts().stream())
                .filter(part -> !part.isCredit())
                .map(Payment.Part::dueOn)
                .filter(day -> day.isAfter(wish.dueUntil()))
                .min(LocalDate::compareTo);
    }

    public Page<ProposalRow> page(Listing listing, String after, int size, Actor by) {
        by.require(Authority.SEE_INVOICES);
        var key = listing.forward()
                ? PageKey.read(after, FIRST_DAY, PageKey.LOWEST)
                : PageKey.read(after, LAST_DAY, PageKey.HIGHEST);
        var rows = jdbc.sql(
                        switch (listing) {
                            case WAITING -> PAGE_WAITING;
                            case SENT -> PAGE_SENT;
                            case ENDED -> PAGE_ENDED;
                            case ALL -> PAGE_ALL;
                        })
                .param("organization", by.organization().value())
                .param("day", key.date(0))
                .param("id", key.id(1))
                .param("size", size + 1)
                .query((found, _) -> row(found))
                .list();
        return Page.of(
                rows,
                size,
                row -> PageKey.of(listing.forward() ? row.executeOn() : row.proposedOn(), row.id())
                        .text());
    }

    /** How many proposals this person may decide, or have an outcome to be recorded by them; counted to 1,000 each. */
    public int waiting(Actor by) {
        return (by.may(Authority.APPROVE_PAYMENTS) ? count(COUNT_WAITING, by) : 0)
                + (by.may(Authority.RECORD_PAYMENTS) ? count(COUNT_SENT, by) : 0);
    }

    private int count(String sql, Actor by) {
        var statement = jdbc.sql(sql).param("organization", by.organization().value());
        return (sql.equals(COUNT_WAITING)
                        ? statement.param("account", by.account().value())
                        : statement)
                .query(Integer.class)
                .single();
    }

    public ProposalView proposal(ProposalId id, Actor by) {
        by.require(Authority.SEE_INVOICES);
        return shown(payments.find(id, by), by);
    }

    /** A proposal as an act has left it. */
    ProposalView shown(PaymentProposal proposal, Actor by) {
        var sees = seesAccounts(by);
        return new ProposalView(
                sees ? proposal : proposal.withoutAccounts(),
                proposal.head().blocked() == 0 ? List.of() : payments.blocked(proposal.id(), by),
                actions(proposal, by),
                sees);
    }

    /** A proposal by its number. */
    public ProposalView byNumber(String number, Actor by) {
        return proposal(findByNumber(number, by).orElseThrow(() -> new NotFound("payment proposal", number)), by);
    }

    public Optional<ProposalId> findByNumber(String number, Actor by) {
        by.require(Authority.SEE_INVOICES);
        return jdbc.sql(BY_NUMBER)
                .param("organization", by.organization().value())
                .param("number", number)
                .query((rows, _) -> new ProposalId(rows.getObject("id", UUID.class)))
                .optional();
    }

    /** The file for the bank, as it was made when the proposal was approved; for those who pay, since it names accounts. */
    public Content file(ProposalId id, Actor by) {
        by.require(Authority.APPROVE_PAYMENTS);
        var proposal = payments.find(id, by);
        var approved = proposal.standing()
                .approved()
                .orElseThrow(() -> Refusal.conflict(
                        "no-file-yet",
                        "The file is made when the proposal is approved.",
                        Facts.of("number", proposal.number())));
        return contents.content(by.organization(), approved.file());
    }

    private static boolean seesAccounts(Actor by) {
        return by.may(Authority.KEEP_BANK_DETAILS)
                || by.may(Authority.APPROVE_PAYMENTS)
                || by.may(Authority.RECORD_PAYMENTS);
    }

    private static Set<ProposalPhase.Act> actions(PaymentProposal proposal, Actor by) {
        var acts = EnumSet.noneOf(ProposalPhase.Act.class);
        for (var act : ProposalPhase.LIFE.open(proposal.standing().phase())) {
            var may = switch (act) {
                case APPROVE, REJECT -> by.may(Authority.APPROVE_PAYMENTS) && !proposal.isBy(by);
                case WITHDRAW -> by.may(Authority.PROPOSE_PAYMENTS);
                case EXECUTE, FAIL -> by.may(Authority.RECORD_PAYMENTS);
                case END -> false;
            };
            if (may) {
                acts.add(act);
            }
        }
        return acts;
    }

    private static ProposalRow row(ResultSet rows) throws SQLException {
        return new ProposalRow(
                new ProposalId(rows.getObject("id", UUID.class)),
                rows.getString("number"),
                rows.getObject("due_until", LocalDate.class),
                rows.getObject("execute_on", LocalDate.class),
                rows.getObject("proposed_on", LocalDate.class),
                rows.getString("proposed_by_name"),
                Optional.ofNullable(rows.getString("approved_by_name")),
                Columns.money(rows, "total", CurrencyUnit.of(rows.getString("currency"))),
                rows.getInt("payments"),
                rows.getInt("payments_unknown"),
                rows.getInt("blocked"),
                ProposalPhase.valueOf(rows.getString("phase")),
                Optional.ofNullable(rows.getString("end_reason")).map(PaymentProposal.Ending::valueOf));
    }
}

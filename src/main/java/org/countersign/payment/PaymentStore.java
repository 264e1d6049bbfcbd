package org.countersign.payment;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.countersign.invoice.InvoiceId;
import org.countersign.kernel.AccountId;
import org.countersign.kernel.Actor;
import org.countersign.kernel.NotFound;
import org.countersign.payment.Payment.Account;
import org.countersign.payment.Payment.Outcome;
import org.countersign.payment.Payment.Part;
import org.countersign.payment.Payment.Payee;
import org.countersign.payment.Payment.Result;
import org.countersign.payment.PaymentProposal.Approved;
import org.countersign.payment.PaymentProposal.Ending;
import org.countersign.payment.PaymentProposal.Head;
import org.countersign.payment.PaymentProposal.Proposed;
import org.countersign.payment.PaymentProposal.Standing;
import org.countersign.platform.Columns;
import org.countersign.platform.ContentId;
import org.countersign.platform.Params;
import org.countersign.platform.Pipeline;
import org.countersign.vendor.Iban;
import org.countersign.vendor.VendorId;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The SQL of payment proposals. Whatever the number of payments and invoices, an act is one statement a table. */
@Component
class PaymentStore {

    static final String LOCK = """
            select p.* from payment.proposal p where p.organization_id = :organization and p.id = :id for no key update
            """;
    static final String FIND = """
            select p.* from payment.proposal p where p.organization_id = :organization and p.id = :id
            """;
    static final String INVOICES = """
            select i.invoice_id from payment.payment y
              join payment.payment_invoice i on (i.organization_id, i.payment_id) = (y.organization_id, y.id)
             where y.organization_id = :organization and y.proposal_id = :id
            """;
    static final String OF_PAYMENT = """
            select y.proposal_id, i.invoice_id from payment.payment y
              join payment.payment_invoice i on (i.organization_id, i.payment_id) = (y.organization_id, y.id)
             where y.organization_id = :organization and y.id = :payment
            """;
    static final String PAYMENTS = """
            select y.* from payment.payment y
             where y.organization_id = :organization and y.proposal_id = :id
             order by y.place
            """;
    static final String PARTS = """
            select i.* from payment.payment y
              join payment.payment_invoice i on (i.organization_id, i.payment_id) = (y.organization_id, y.id)
             where y.organization_id = :organization and y.proposal_id = :id
             order by i.payment_id, i.place
            """;
    static final String BLOCKED = """
            select b.* from payment.blocked b
             where b.organization_id = :organization and b.proposal_id = :id
             order by b.place
            """;
    static final String TAKEN = """
            select i.invoice_id,
                   (select p.number from payment.payment y
                      join payment.proposal p on (p.organization_id, p.id) = (y.organization_id, y.proposal_id)
                     where (y.organization_id, y.id) = (i.organization_id, i.payment_id)) as number
              from payment.payment_invoice i
             where i.organization_id = :organization and i.invoice_id = any(:invoices) and i.open
            """;
    static final String INSERT = """
            insert into payment.proposal (organization_id, id, number, due_until, execute_on, currency, total, payments, blocked,
                   proposed_on, proposed_at, proposed_by, proposed_by_name, phase, version)
            values (:organization, :id, :number, :dueUntil, :executeOn, :currency, :total, :payments, :blocked,
                   :on, :at, :by, :byName, :phase, :version)
            """;
    static final String INSERT_PAYMENTS = """
            insert into payment.payment (organization_id, id, proposal_id, place, vendor_id, vendor_name, bank_version, amount,
                   outcome)
            select :organization, u.id, :proposal, u.place, u.vendor, u.name, u.bank_version, u.amount, 'PROPOSED'
              from jsonb_to_recordset(:rows::jsonb) as u (id uuid, place int, vendor uuid, name text, bank_version int,
                   amount numeric)
            """;
    static final String INSERT_PARTS = """
            insert into payment.payment_invoice (organization_id, payment_id, invoice_id, place, number, document_number,
                   due_on, amount, open)
            select :organization, u.payment, u.invoice, u.place, u.number, u.document_number, u.due_on, u.amount, true
              from jsonb_to_recordset(:rows::jsonb) as u (payment uuid, invoice uuid, place int, number text,
                   document_number text, due_on date, amount numeric)
            """;
    static final String INSERT_BLOCKED = """
            insert into payment.blocked (organization_id, proposal_id, place, invoice_id, number, document_number, vendor_name,
                   due_on, amount, currency, reason, words)
            select :organization, :proposal, u.place, u.invoice, u.number, u.document_number, u.vendor_name, u.due_on, u.amount,
                   u.currency, u.reason, u.words
              from jsonb_to_recordset(:rows::jsonb) as u (place int, invoice uuid, number text, document_number text,
                   vendor_name text, due_on date, amount numeric, currency text, reason text, words text)
            """;
    static final String UPDATE = """
            update payment.proposal
               set phase = :phase, end_reason = :ending, end_note = :endNote, approved_at = :approvedAt,
                   approved_by = :approvedBy, approved_by_name = :approvedByName, file_id = :file,
                   payments_unknown = :unknown, version = :version
             where organization_id = :organization and id = :id
            """;
    static final String UPDATE_PAYMENTS = """
            update payment.payment y
               set outcome = u.outcome, iban = u.iban, account_holder = u.account_holder, outcome_on = u.outcome_on,
                   outcome_note = u.outcome_note, outcome_by_name = u.outcome_by_name
              from jsonb_to_recordset(:rows::jsonb) as u (id uuid, outcome text, iban text, account_holder text,
                   outcome_on date, outcome_note text, outcome_by_name text)
             where y.organization_id = :organization and y.id = any(:ids) and y.id = u.id
            """;
    static final String FREE = """
            update payment.payment_invoice set open = false
             where organization_id = :organization and payment_id = any(:payments)
            """;

    private final Pipeline jdbc;

    PaymentStore(Pipeline jdbc) {
        this.jdbc = jdbc;
    }

    /** Locks the header, then reads what belongs to it in statements that see what the wait was for. */
    PaymentProposal lock(ProposalId id, Actor by) {
        return load(LOCK, id, by);
    }

    PaymentProposal find(ProposalId id, Actor by) {
        return load(FIND, id, by);
    }

    private PaymentProposal load(String header, ProposalId id, Actor by) {
        var found = jdbc.sql(header)
                .param("organization", by.organization().value())
                .param("id", id.value())
                .query((rows, _) -> header(rows))
                .optional()
                .orElseThrow(() -> new NotFound("payment proposal", id));
        var currency = found.head().currency();
        var parts = new LinkedHashMap<PaymentId, List<Part>>();
        of(PARTS, id, by).query(rows -> {
            parts.computeIfAbsent(new PaymentId(rows.getObject("payment_id", UUID.class)), _ -> new ArrayList<>())
                    .add(part(rows, currency));
        });
        var payments = of(PAYMENTS, id, by)
                .query((rows, _) -> payment(rows, parts, currency))
                .list();
        return new PaymentProposal(
                found.id(), found.number(), found.head(), payments, found.standing(), found.version());
    }

    private JdbcClient.StatementSpec of(String sql, ProposalId id, Actor by) {
        return jdbc.sql(sql).param("organization", by.organization().value()).param("id", id.value());
    }

    /** The documents that a proposal would settle; they are for life. */
    List<InvoiceId> invoices(ProposalId id, Actor by) {
        return of(INVOICES, id, by)
                .query((rows, _) -> new InvoiceId(rows.getObject("invoice_id", UUID.class)))
                .list();
    }

    /** What a payment belongs to and settles, which never changes: what to lock before it is looked at. */
    record Belongings(ProposalId proposal, List<InvoiceId> invoices) {}

    Belongings ofPayment(PaymentId payment, Actor by) {
        var invoices = new ArrayList<InvoiceId>();
        var proposals = jdbc.sql(OF_PAYMENT)
                .param("organization", by.organization().value())
                .param("payment", payment.value())
                .query((rows, _) -> {
                    invoices.add(new InvoiceId(rows.getObject("invoice_id", UUID.class)));
                    return new ProposalId(rows.getObject("proposal_id", UUID.class));
                })
                .list();
        return proposals.stream()
                .findFirst()
                .map(proposal -> new Belongings(proposal, List.copyOf(invoices)))
                .orElseThrow(() -> new NotFound("payment", payment));
    }

    List<Blocked> blocked(ProposalId id, Actor by) {
        return of(BLOCKED, id, by).query((rows, _) -> blocked(rows)).list();
    }

    /** The proposals that these documents are in, by their number; a free one is missing from the answer. */
    Map<InvoiceId, String> taken(Collection<InvoiceId> invoices, Actor by) {
        var taken = new LinkedHashMap<InvoiceId, String>();
        jdbc.sql(TAKEN)
                .param("organization", by.organization().value())
                .param("invoices", invoices.stream().map(InvoiceId::value).toArray(UUID[]::new))
                .query(rows -> {
                    taken.put(new InvoiceId(rows.getObject("invoice_id", UUID.class)), rows.getString("number"));
                });
        return taken;
    }

    private record PaymentRow(PaymentId id, int place, VendorId vendor, String name, int bankVersion, Money amount) {}

    private record PartRow(
            PaymentId payment,
            InvoiceId invoice,
            int place,
            String number,
            String documentNumber,
            LocalDate dueOn,
            Money amount) {}

    private record BlockedRow(
            int place,
            InvoiceId invoice,
            String number,
            String documentNumber,
            String vendorName,
            LocalDate dueOn,
            Money amount,
            CurrencyUnit currency,
            Blocked.Reason reason,
            String words) {}

    void insert(PaymentProposal proposal, List<Blocked> blocked, Actor by) {
        insertHeader(proposal, by);
        insertPayments(proposal, by);
        if (!blocked.isEmpty()) {
            insertBlocked(proposal.id(), blocked, by);
        }
    }

    private void insertHeader(PaymentProposal proposal, Actor by) {
        var head = proposal.head();
        jdbc.later(INSERT)
                .param("organization", by.organization().value())
                .param("id", proposal.id().value())
                .param("number", proposal.number())
                .param("dueUntil", head.dueUntil())
                .param("executeOn", head.executeOn())
                .param("currency", head.currency().getCode())
                .param("total", proposal.total().getAmount())
                .param("payments", proposal.payments().size())
                .param("blocked", head.blocked())
                .param("on", head.proposed().on())
                .param("at", Params.column(head.proposed().at()))
                .param("by", head.proposed().by().value())
                .param("byName", head.proposed().byName())
                .param("phase", proposal.standing().phase().name())
                .param("version", proposal.version())
                .write();
    }

    private void insertPayments(PaymentProposal proposal, Actor by) {
        var payments = new ArrayList<PaymentRow>();
        var parts = new ArrayList<PartRow>();
        for (var payment : proposal.payments()) {
            var payee = payment.payee();
            payments.add(new PaymentRow(
                    payment.id(),
                    payment.place(),
                    payee.vendor(),
                    payee.name(),
                    payee.bankVersion(),
                    payment.amount()));
            var place = 0;
            for (var part : payment.parts()) {
                place++;
                parts.add(new PartRow(
                        payment.id(),
                        part.invoice(),
                        place,
                        part.number(),
                        part.documentNumber(),
                        part.dueOn(),
                        part.amount()));
            }
        }
        insert(INSERT_PAYMENTS, proposal.id(), payments, by);
        jdbc.later(INSERT_PARTS)
                .param("organization", by.organization().value())
                .param("rows", Params.rows(parts))
                .write();
    }

    private void insertBlocked(ProposalId proposal, List<Blocked> blocked, Actor by) {
        var rows = new ArrayList<BlockedRow>();
        for (var one : blocked) {
            rows.add(new BlockedRow(
                    rows.size() + 1,
                    one.invoice(),
                    one.number(),
                    one.documentNumber(),
                    one.vendorName(),
                    one.dueOn(),
                    one.amount(),
                    one.amount().getCurrencyUnit(),
                    one.reason(),
                    one.words()));
        }
        insert(INSERT_BLOCKED, proposal, rows, by);
    }

    private void insert(String sql, ProposalId proposal, List<? extends Record> rows, Actor by) {
        jdbc.later(sql)
                .param("organization", by.organization().value())
                .param("proposal", proposal.value())
                .param("rows", Params.rows(rows))
                .write();
    }

    void update(PaymentProposal proposal, Actor by) {
        var standing = proposal.standing();
        var approved = standing.approved();
        jdbc.later(UPDATE)
                .param("organization", by.organization().value())
                .param("id", proposal.id().value())
                .param("phase", standing.phase().name())
                .param("ending", standing.ended().map(Enum::name).orElse(null))
                .param("endNote", standing.endNote())
                .param("approvedAt", Params.column(approved.map(Approved::at).orElse(null)))
                .param("approvedBy", Params.column(approved.map(Approved::by).orElse(null)))
                .param("approvedByName", approved.map(Approved::byName).orElse(null))
                .param("file", Params.column(approved.map(Approved::file).orElse(null)))
                .param("unknown", proposal.unknown())
                .param("version", proposal.version())
                .write();
    }

    private record ResultRow(
            PaymentId id,
            Outcome outcome,
            @Nullable String iban,
            @Nullable String accountHolder,
            @Nullable LocalDate outcomeOn,
            String outcomeNote,
            String outcomeByName) {}

    /** Writes where these payments go and what became of them. */
    void updatePayments(Collection<Payment> payments, Actor by) {
        var rows = payments.stream()
                .map(payment -> {
                    var account = payment.payee().account();
                    var result = payment.result();
                    return new ResultRow(
                            payment.id(),
                            result.outcome(),
                            account.map(one -> one.iban().value()).orElse(null),
                            account.map(Account::holder).orElse(null),
                            result.on().orElse(null),
                            result.note(),
                            result.byName());
                })
                .toList();
        jdbc.later(UPDATE_PAYMENTS)
                .param("organization", by.organization().value())
                .param(
                        "ids",
                        payments.stream().map(payment -> payment.id().value()).toArray(UUID[]::new))
                .param("rows", Params.rows(rows))
                .write();
    }

    /** The documents of these payments are no longer spoken for. */
    void free(Collection<Payment> payments, Actor by) {
        jdbc.later(FREE)
                .param("organization", by.organization().value())
                .param(
                        "payments",
                        payments.stream().map(payment -> payment.id().value()).toArray(UUID[]::new))
                .write();
    }

    private static PaymentProposal header(ResultSet rows) throws SQLException {
        return new PaymentProposal(
                new ProposalId(rows.getObject("id", UUID.class)),
                rows.getString("number"),
                new Head(
                        rows.getObject("due_until", LocalDate.class),
                        rows.getObject("execute_on", LocalDate.class),
                        CurrencyUnit.of(rows.getString("currency")),
                        new Proposed(
                                new AccountId(rows.getObject("proposed_by", UUID.class)),
                                rows.getString("proposed_by_name"),
                                rows.getObject("proposed_on", LocalDate.class),
                                instant(rows, "proposed_at")),
                        rows.getInt("blocked")),
                List.of(),
                new Standing(
                        ProposalPhase.valueOf(rows.getString("phase")),
                        approved(rows),
                        Optional.ofNullable(rows.getString("end_reason")).map(Ending::valueOf),
                        rows.getString("end_note")),
                rows.getInt("version"));
    }

    private static Optional<Approved> approved(ResultSet rows) throws SQLException {
        var approver = rows.getObject("approved_by", UUID.class);
        return approver == null
                ? Optional.empty()
                : Optional.of(new Approved(
                        new AccountId(approver),
                        rows.getString("approved_by_name"),
                        instant(rows, "approved_at"),
                        new ContentId(rows.getObject("file_id", UUID.class))));
    }

    private static Payment payment(ResultSet rows, Map<PaymentId, List<Part>> parts, CurrencyUnit currency)
            throws SQLException {
        var id = new PaymentId(rows.getObject("id", UUID.class));
        var iban = rows.getString("iban");
        var account = iban == null
                ? Optional.<Account>empty()
                : Optional.of(new Account(new Iban(iban), rows.getString("account_holder")));
        return new Payment(
                id,
                rows.getInt("place"),
                new Payee(
                        new VendorId(rows.getObject("vendor_id", UUID.class)),
                        rows.getString("vendor_name"),
                        rows.getInt("bank_version"),
                        account),
                Columns.money(rows, "amount", currency),
                parts.getOrDefault(id, List.of()),
                new Result(
                        Outcome.valueOf(rows.getString("outcome")),
                        Optional.ofNullable(rows.getObject("outcome_on", LocalDate.class)),
                        rows.getString("outcome_note"),
                        rows.getString("outcome_by_name")));
    }

    private static Part part(ResultSet rows, CurrencyUnit currency) throws SQLException {
        var amount = Columns.money(rows, "amount", currency);
        return new Part(
                new InvoiceId(rows.getObject("invoice_id", UUID.class)),
                amount.isNegative() ? "credit-note" : "invoice",
                rows.getString("number"),
                rows.getString("document_number"),
                rows.getObject("due_on", LocalDate.class),
                amount);
    }

    private static Blocked blocked(ResultSet rows) throws SQLException {
        return new Blocked(
                new InvoiceId(rows.getObject("invoice_id", UUID.class)),
                rows.getString("number"),
                rows.getString("document_number"),
                rows.getString("vendor_name"),
                rows.getObject("due_on", LocalDate.class),
                Columns.money(rows, "amount", CurrencyUnit.of(rows.getString("currency"))),
                Blocked.Reason.valueOf(rows.getString("reason")),
                rows.getString("words"));
    }

    private static Instant instant(ResultSet rows, String column) throws SQLException {
        return rows.getObject(column, OffsetDateTime.class).toInstant();
    }
}

-- Payment proposals: what is due, approved by a second person, sent to the bank as one file, with an outcome for each payment.

create schema payment;
comment on schema payment is 'Paying what was billed: proposals, payments, the invoices they settle, what was due and blocked';
grant usage on schema payment to countersign_app;

create table payment.proposal (
    organization_id uuid not null references identity.organization,
    id uuid not null,
    number text not null,
    due_until date not null,
    execute_on date not null,
    currency text not null check (currency ~ '^[A-Z]{3}$'),
    total numeric(23,4) not null check (total > 0),
    payments int not null check (payments >= 1),
    payments_unknown int not null default 0 check (payments_unknown between 0 and payments),
    blocked int not null check (blocked >= 0),
    proposed_on date not null,
    proposed_at timestamptz not null,
    proposed_by uuid not null,
    proposed_by_name text not null,
    phase text not null check (phase in ('IN_APPROVAL', 'OPEN', 'ENDED')),
    end_reason text check (end_reason in ('PAID', 'PARTLY_PAID', 'FAILED', 'WITHDRAWN', 'REJECTED')),
    end_note text not null default '',
    approved_at timestamptz,
    approved_by uuid,
    approved_by_name text,
    file_id uuid,
    version int not null,
    primary key (organization_id, id),
    unique (organization_id, number),
    foreign key (organization_id, file_id) references platform.content,
    constraint approved_by_a_second_person check (approved_by <> proposed_by),
    check ((approved_by is null) = (approved_at is null) and (approved_by is null) = (approved_by_name is null)
        and (approved_by is null) = (file_id is null)),
    check ((phase = 'ENDED') = (end_reason is not null)),
    check (phase <> 'IN_APPROVAL' or approved_by is null),
    check (phase <> 'OPEN' or approved_by is not null),
    check (phase <> 'OPEN' or payments_unknown > 0),
    check (phase = 'OPEN' or payments_unknown = 0)
) with (fillfactor = 80);
comment on table payment.proposal is 'What shall be paid in one file, in one currency; approved by somebody else than who proposed it';
comment on column payment.proposal.payments_unknown is 'Payments that the bank was asked for and whose outcome nobody has recorded yet';
comment on column payment.proposal.file_id is 'The file for the bank, made once at approval and never again';
create index proposal_newest on payment.proposal (organization_id, proposed_on desc, id desc);
create index proposal_waiting on payment.proposal (organization_id, execute_on, id) where phase = 'IN_APPROVAL';
create index proposal_sent on payment.proposal (organization_id, execute_on, id) where phase = 'OPEN';
create index proposal_ended on payment.proposal (organization_id, proposed_on desc, id desc) where phase = 'ENDED';
create index proposal_of_file on payment.proposal (organization_id, file_id) where file_id is not null;
call platform.protect('payment.proposal');
grant update (payments_unknown, phase, end_reason, end_note, approved_at, approved_by, approved_by_name, file_id, version)
    on payment.proposal to countersign_app;

create table payment.payment (
    organization_id uuid not null,
    id uuid not null,
    proposal_id uuid not null,
    place int not null check (place >= 1),
    vendor_id uuid not null,
    vendor_name text not null,
    bank_version int not null check (bank_version >= 1),
    amount numeric(23,4) not null check (amount > 0),
    outcome text not null check (outcome in ('PROPOSED', 'SENT', 'EXECUTED', 'FAILED')),
    iban text,
    account_holder text,
    outcome_on date,
    outcome_note text not null default '',
    outcome_by_name text not null default '',
    primary key (organization_id, id),
    unique (organization_id, proposal_id, place),
    foreign key (organization_id, proposal_id) references payment.proposal,
    foreign key (organization_id, vendor_id) references vendor.vendor,
    check ((iban is null) = (outcome = 'PROPOSED') and (iban is null) = (account_holder is null)),
    check ((outcome_on is null) = (outcome in ('PROPOSED', 'SENT')))
);
comment on table payment.payment is 'One transfer to one vendor: its invoices less its credit notes';
comment on column payment.payment.bank_version is 'The bank details that were proposed; approval refuses when the vendor has others by then';
comment on column payment.payment.outcome is 'SENT = it stands in the file and whether the bank has paid it is unknown';
comment on column payment.payment.iban is 'Where the file pays to; null until there is a file';
call platform.protect('payment.payment');
grant update (outcome, iban, account_holder, outcome_on, outcome_note, outcome_by_name) on payment.payment to countersign_app;

create table payment.payment_invoice (
    organization_id uuid not null,
    payment_id uuid not null,
    invoice_id uuid not null,
    place int not null check (place >= 1),
    number text not null,
    document_number text not null,
    due_on date not null,
    amount numeric(23,4) not null,
    open boolean not null,
    primary key (organization_id, payment_id, invoice_id),
    foreign key (organization_id, payment_id) references payment.payment,
    foreign key (organization_id, invoice_id) references invoice.invoice,
    check (amount <> 0)
);
comment on table payment.payment_invoice is 'What a payment settles of a document; negative for a credit note that is netted';
comment on column payment.payment_invoice.open is 'Spoken for: the payment has no outcome yet and its proposal was neither withdrawn nor rejected';
create unique index invoice_in_one_open_payment on payment.payment_invoice (organization_id, invoice_id) where open;
create index payments_of_invoice on payment.payment_invoice (organization_id, invoice_id, payment_id);
call platform.protect('payment.payment_invoice');
grant update (open) on payment.payment_invoice to countersign_app;

create table payment.blocked (
    organization_id uuid not null,
    proposal_id uuid not null,
    place int not null check (place >= 1),
    invoice_id uuid not null,
    number text not null,
    document_number text not null,
    vendor_name text not null,
    due_on date not null,
    amount numeric(23,4) not null,
    currency text not null check (currency ~ '^[A-Z]{3}$'),
    reason text not null check (reason in ('HELD', 'OTHER_CURRENCY', 'IN_PROPOSAL', 'ORDER_HELD', 'VENDOR_ON_HOLD',
        'NO_BANK_DETAILS', 'CREDIT_EXCEEDS')),
    words text not null,
    primary key (organization_id, proposal_id, place),
    foreign key (organization_id, proposal_id) references payment.proposal,
    foreign key (organization_id, invoice_id) references invoice.invoice
);
comment on table payment.blocked is 'What was due when a proposal was made and is not paid with it, and why';
call platform.protect('payment.blocked');

-- Credit notes are few among invoices: each view of them alone is looked up.
create index credit_note_newest on invoice.invoice (organization_id, captured_on desc, id desc) where kind = 'CREDIT_NOTE';
create index credit_note_held on invoice.invoice (organization_id, hold_due_on, id)
    where kind = 'CREDIT_NOTE' and phase = 'OPEN' and posted_at is null;
create index credit_note_ready on invoice.invoice (organization_id, due_on, id)
    where kind = 'CREDIT_NOTE' and phase = 'OPEN' and posted_at is not null;
create index credit_note_ended on invoice.invoice (organization_id, end_reason, captured_on desc, id desc)
    where kind = 'CREDIT_NOTE' and phase = 'ENDED';

-- What a proposal nets, by vendor; and what waits to be matched again, in the order it came.
create index credit_note_of_vendor on invoice.invoice (organization_id, vendor_id, due_on, id)
    where kind = 'CREDIT_NOTE' and phase = 'OPEN' and posted_at is not null;
create index invoice_unmatched on invoice.invoice (organization_id, position) where phase = 'OPEN' and posted_at is null;

-- Drafts are listed to who writes them.
drop index invoice.draft_newest;
create index draft_newest on invoice.draft (organization_id, author_id, changed_at desc, id desc);

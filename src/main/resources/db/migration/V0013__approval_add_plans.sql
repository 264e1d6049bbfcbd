-- Who must agree: the rules of each day as data, the plan made from them for a document, and what was decided.

create schema approval;
comment on schema approval is 'Rules as dated versions, approval plans with their stages, decisions';
grant usage on schema approval to countersign_app;

create table approval.policy_version (
    organization_id uuid not null references identity.organization,
    version int not null check (version >= 1),
    valid_from date not null,
    rules jsonb not null,
    named_owner_id uuid not null,
    reason text not null check (length(reason) between 1 and 500),
    kept_by uuid not null,
    kept_at timestamptz not null,
    primary key (organization_id, version),
    foreign key (organization_id, named_owner_id) references identity.membership
);
comment on table approval.policy_version is
    'The rules as they are from a day on, never changed: corrected rules are the next version; the highest that is valid counts';
comment on column approval.policy_version.rules is 'The rules in their text form, read as a whole and never searched';
comment on column approval.policy_version.named_owner_id is 'Who decides where a rule finds nobody else';
call platform.protect('approval.policy_version');

create table approval.approval_plan (
    organization_id uuid not null references identity.organization,
    id uuid not null,
    subject_kind text not null check (length(subject_kind) between 1 and 40),
    subject_id uuid not null,
    revision int not null check (revision >= 1),
    number text not null,
    title text not null,
    content_hash bytea not null check (length(content_hash) = 32),
    requested_by uuid not null,
    requester_name text not null,
    barred uuid[] not null,
    policy_version int not null check (policy_version >= 0),
    total numeric(23, 4) not null,
    currency text not null check (currency ~ '^[A-Z]{3}$'),
    outcome text not null check (outcome in ('OPEN', 'APPROVED', 'REJECTED', 'CHANGES_ASKED', 'WITHDRAWN')),
    opened_at timestamptz not null,
    finished_at timestamptz,
    primary key (organization_id, id),
    unique (organization_id, id, content_hash, requested_by),
    unique (organization_id, subject_kind, subject_id, revision),
    check (requested_by = any (barred)),
    check ((outcome = 'OPEN') = (finished_at is null))
);
comment on table approval.approval_plan is 'Who is asked to agree to which content of a document; bound to its hash and its requester';
comment on column approval.approval_plan.barred is 'Everybody who may not decide it: the requester, and who else took part in requesting it';
comment on column approval.approval_plan.policy_version is 'The version of the rules it was made from; 0 = the standard rules, before any were kept';
call platform.protect('approval.approval_plan');
grant update (outcome, finished_at) on approval.approval_plan to countersign_app;

create table approval.approval_stage (
    organization_id uuid not null,
    plan_id uuid not null,
    stage int not null check (stage >= 1),
    stage_order int not null check (stage_order >= 1),
    needed int not null check (needed >= 1),
    given int not null default 0,
    rule_number int not null,
    rule_name text not null,
    explanation text not null,
    notes text[] not null,
    primary key (organization_id, plan_id, stage),
    foreign key (organization_id, plan_id) references approval.approval_plan,
    constraint given_within_needed check (given between 0 and needed)
);
comment on table approval.approval_stage is 'What one rule asks of a document; stages of one order are open side by side';
call platform.protect('approval.approval_stage');
grant update (given) on approval.approval_stage to countersign_app;

create table approval.approval_candidate (
    organization_id uuid not null,
    plan_id uuid not null,
    stage int not null,
    account_id uuid not null,
    name text not null,
    place int not null,
    waiting boolean not null,
    waiting_since timestamptz not null,
    primary key (organization_id, plan_id, stage, account_id),
    foreign key (organization_id, plan_id, stage) references approval.approval_stage,
    foreign key (organization_id, account_id) references identity.membership
);
comment on table approval.approval_candidate is 'Who may decide in a stage, with the name at the time of planning';
comment on column approval.approval_candidate.waiting is 'The inbox: whether the document waits for this person now; in one stage at a time';
create unique index approval_inbox on approval.approval_candidate (organization_id, account_id, waiting_since, plan_id)
    where waiting;
create index candidate_of_plan on approval.approval_candidate (organization_id, account_id, plan_id);
call platform.protect('approval.approval_candidate');
grant update (waiting, waiting_since) on approval.approval_candidate to countersign_app;

create table approval.approval_decision (
    organization_id uuid not null,
    plan_id uuid not null,
    stage int not null,
    approver_id uuid not null,
    approver_name text not null,
    on_behalf_of uuid not null,
    content_hash bytea not null,
    requested_by uuid not null,
    verdict text not null check (verdict in ('APPROVE', 'REJECT', 'ASK_FOR_CHANGES')),
    comment text not null check (length(comment) <= 2000),
    decided_at timestamptz not null,
    primary key (organization_id, plan_id, stage, approver_id),
    foreign key (organization_id, plan_id, content_hash, requested_by)
        references approval.approval_plan (organization_id, id, content_hash, requested_by),
    foreign key (organization_id, plan_id, stage, on_behalf_of) references approval.approval_candidate,
    constraint not_ones_own check (approver_id <> requested_by and on_behalf_of <> requested_by),
    check (verdict = 'APPROVE' or comment <> '')
);
comment on table approval.approval_decision is
    'What a person decided, on exactly the content that was planned; one decision a person and stage, never one''s own request';
call platform.protect('approval.approval_decision');

-- What somebody asked of a vendor within some days was added up from the headers of all their requisitions at each submission;
-- now it is kept day by day.
create table requisition.asked (
    organization_id uuid not null references identity.organization,
    requester_id uuid not null,
    vendor_id uuid not null,
    asked_on date not null,
    cost numeric(23, 4) not null check (cost >= 0),
    primary key (organization_id, requester_id, vendor_id, asked_on),
    foreign key (organization_id, requester_id) references identity.membership
) with (fillfactor = 60);
comment on table requisition.asked is
    'What a requester asked of a vendor on a day: of requisitions that wait for approval, are approved or became orders';
comment on column requisition.asked.cost is 'As budgets and rules count it, in the organisation''s currency';
call platform.protect('requisition.asked');
grant update (cost) on requisition.asked to countersign_app;

-- The owner is under the same policy as everybody; it counts for all organisations, once.
alter table requisition.requisition no force row level security;
alter table requisition.asked no force row level security;
insert into requisition.asked (organization_id, requester_id, vendor_id, asked_on, cost)
select r.organization_id, r.requester_id, v.id, r.submitted_on, sum(v.cost)
  from requisition.requisition r
 cross join unnest(r.vendor_ids, r.vendor_costs) as v (id, cost)
 where r.phase in ('IN_APPROVAL', 'OPEN') or r.end_reason = 'ORDERED'
 group by r.organization_id, r.requester_id, v.id, r.submitted_on;
alter table requisition.requisition force row level security;
alter table requisition.asked force row level security;

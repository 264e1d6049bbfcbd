-- What somebody asked of a vendor within some days was added up from the lines of all their requisitions; now from the headers.
alter table requisition.requisition
    add column vendor_ids uuid[] not null default '{}',
    add column vendor_costs numeric(23, 4)[] not null default '{}',
    add check (cardinality(vendor_ids) = cardinality(vendor_costs));
comment on column requisition.requisition.vendor_ids is 'The vendors of its lines, each once';
comment on column requisition.requisition.vendor_costs is
    'What is asked of each of these vendors, as budgets and rules count it, in the organisation''s currency';
grant update (vendor_ids, vendor_costs) on requisition.requisition to countersign_app;

-- The owner is under the same policy as everybody; it counts for all organisations, once.
alter table requisition.requisition no force row level security;
alter table requisition.requisition_line no force row level security;
update requisition.requisition r
   set vendor_ids = s.vendor_ids, vendor_costs = s.vendor_costs
  from (select organization_id, requisition_id, revision, array_agg(vendor_id) as vendor_ids, array_agg(cost) as vendor_costs
          from (select organization_id, requisition_id, revision, vendor_id, sum(home_cost) as cost
                  from requisition.requisition_line
                 group by organization_id, requisition_id, revision, vendor_id) v
         group by organization_id, requisition_id, revision) s
 where (r.organization_id, r.id, r.revision) = (s.organization_id, s.requisition_id, s.revision);
alter table requisition.requisition force row level security;
alter table requisition.requisition_line force row level security;

alter table requisition.requisition alter column vendor_ids drop default, alter column vendor_costs drop default;

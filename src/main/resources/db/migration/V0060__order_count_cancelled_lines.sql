-- An order that ends is short-closed when anything on it was cancelled, whichever of its lines the last act touched.

alter table ordering.purchase_order
    add column lines_cancelled int not null default 0 check (lines_cancelled between 0 and lines);
comment on column ordering.purchase_order.lines_cancelled is 'Lines of which some quantity was given up';
grant update (lines_cancelled) on ordering.purchase_order to countersign_app;

-- The owner is under the same policy as everybody; it counts for all organisations, once.
alter table ordering.purchase_order no force row level security;
alter table ordering.order_line no force row level security;
update ordering.purchase_order o
   set lines_cancelled = s.cancelled
  from (select organization_id, order_id, count(*) as cancelled
          from ordering.order_line
         where round(cancelled_quantity, base_scale) > 0
         group by organization_id, order_id) s
 where (o.organization_id, o.id) = (s.organization_id, s.order_id);
alter table ordering.purchase_order force row level security;
alter table ordering.order_line force row level security;

alter table ordering.purchase_order alter column lines_cancelled drop default;

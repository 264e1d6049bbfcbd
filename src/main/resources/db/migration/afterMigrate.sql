-- PostgreSQL plans for a table by what it counted there. Of a table that was never counted it thinks that an organisation has one row
-- in two hundred, and an order one line: any index that begins with the organisation then looks as good as the key, to statements of
-- ours and to checks of references, and a connection keeps such a plan while rows come by the thousand. Until a table is counted,
-- an organisation is therefore told to have all of its rows, a revision too, and whatever else is named by an id five.
do $$
declare
    one record;
begin
    for one in
        select n.nspname, c.relname, a.attname, a.attlen,
               case when a.attname in ('organization_id', 'revision') then 1 else -0.2 end as distinct_values
          from pg_class c
          join pg_namespace n on n.oid = c.relnamespace
          join pg_attribute a on a.attrelid = c.oid and not a.attisdropped
           and (a.atttypid = 'uuid'::regtype or a.attname = 'revision')
         -- Never counted; the view of statistics hides what is under row security even from its owner.
         where c.relkind = 'r' and c.reltuples < 0
           and exists (select from pg_attribute o where o.attrelid = c.oid and o.attname = 'organization_id')
    loop
        perform pg_restore_attribute_stats(
            'schemaname', one.nspname::text, 'relname', one.relname::text, 'attname', one.attname::text,
            'inherited', false, 'null_frac', 0::real, 'avg_width', one.attlen::int, 'n_distinct', one.distinct_values::real);
    end loop;
end $$;

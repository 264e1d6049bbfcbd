-- PostgreSQL plans for a table by what it counted there, and of a table that was never counted it thinks that an organisation has
-- one row in two hundred: any index that begins with the organisation then looks as good as the key, and a connection keeps such a
-- plan while rows come by the thousand. Until a table is counted, an organisation is therefore told to have all of its rows.
do $$
declare
    one record;
begin
    for one in
        select n.nspname, c.relname
          from pg_class c
          join pg_namespace n on n.oid = c.relnamespace
          join pg_attribute a on a.attrelid = c.oid and a.attname = 'organization_id' and not a.attisdropped
         -- Never counted; the view of statistics hides what is under row security even from its owner.
         where c.relkind = 'r' and c.reltuples < 0
    loop
        perform pg_restore_attribute_stats(
            'schemaname', one.nspname::text, 'relname', one.relname::text, 'attname', 'organization_id',
            'inherited', false, 'null_frac', 0::real, 'avg_width', 16, 'n_distinct', 1::real);
    end loop;
end $$;

-- PostgreSQL plans for a table by what it counted there, and of a table that was never counted it thinks that an organisation has
-- one row in two hundred: any index that begins with the organisation then looks as good as the key, and a connection keeps such a
-- plan while rows come by the thousand. Until a table is counted, an organisation is therefore told to have all of its rows.
do $$
declare
    one record;
begin
    for one in
        select c.table_schema, c.table_name
          from information_schema.columns c
          join information_schema.tables t using (table_schema, table_name)
         where c.column_name = 'organization_id' and t.table_type = 'BASE TABLE'
           and not exists (select from pg_stats s
                            where (s.schemaname, s.tablename, s.attname) = (c.table_schema, c.table_name, 'organization_id'))
    loop
        perform pg_restore_attribute_stats(
            'schemaname', one.table_schema::text, 'relname', one.table_name::text, 'attname', 'organization_id',
            'inherited', false, 'null_frac', 0::real, 'avg_width', 16, 'n_distinct', 1::real);
    end loop;
end $$;

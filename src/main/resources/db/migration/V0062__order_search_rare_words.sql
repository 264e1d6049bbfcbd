-- Once there were many orders, a word that few of them have was looked for through all of them, newest first. Now a frequent
-- word is found among the newest orders, and one that is not by its index.
create or replace function ordering.orders_with(query text, size int) returns table (order_id uuid)
    language plpgsql stable security definer set search_path = pg_catalog as $$
#variable_conflict use_column
declare
    organization constant uuid := platform.current_organization();
    wanted constant tsquery := to_tsquery('simple', query);
    most constant int := least(size, 200);
    newest uuid[];
begin
    newest := array(
        select n.order_id
          from (select w.order_id, w.ordered_on, w.words from ordering.order_words w
                 where w.organization_id = organization
                 order by w.ordered_on desc, w.order_id desc
                 limit 2000) n
         where n.words @@ wanted
         order by n.ordered_on desc, n.order_id desc
         limit most);
    if cardinality(newest) = most then
        return query select unnest(newest);
    else
        return query
            with hits as materialized (
                select w.order_id, w.ordered_on from ordering.order_words w
                 where w.organization_id = organization and w.words @@ wanted)
            select h.order_id from hits h order by h.ordered_on desc, h.order_id desc limit most;
    end if;
end $$;

-- Most items have no end, which the planner cannot know of an expression; those that have are listed by an index of their own.
create statistics catalog.item_end on (coalesce(valid_to, 'infinity'::date)) from catalog.item;
create index item_expired on catalog.item (organization_id, name_key, id) where valid_to is not null;

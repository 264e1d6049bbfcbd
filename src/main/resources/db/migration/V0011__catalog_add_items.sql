-- What may be ordered, of whom, at which price and how long.

create schema catalog;
comment on schema catalog is 'Catalogue items with their prices, each of one vendor';
grant usage on schema catalog to countersign_app;

create table catalog.item (
    organization_id uuid not null,
    id uuid not null,
    vendor_id uuid not null,
    sku text not null check (length(sku) <= 100),
    name text not null check (length(name) between 1 and 200),
    name_key text not null collate "C",
    description text not null default '',
    category text not null default '',
    unit text not null check (length(unit) between 2 and 3),
    base_scale int not null check (base_scale between 0 and 12),
    capital boolean not null,
    valid_from date not null,
    valid_to date,
    version int not null default 1,
    primary key (organization_id, id),
    foreign key (organization_id, vendor_id) references vendor.vendor,
    check (valid_to is null or valid_from <= valid_to)
);
comment on table catalog.item is 'Something a vendor sells; what it is never changes, a different thing is another item';
comment on column catalog.item.sku is 'The vendor''s article number; empty = none';
comment on column catalog.item.unit is 'UN/ECE Recommendation 20 code of the unit it is ordered and counted in';
comment on column catalog.item.base_scale is 'Digits after the point at which its quantities are counted';
comment on column catalog.item.capital is 'Becomes an asset when it is received';
comment on column catalog.item.valid_to is 'The last day on which it may be requisitioned; null = not said, without end';
call platform.protect('catalog.item');
grant update (valid_to, version) on catalog.item to countersign_app;
create unique index item_sku on catalog.item (organization_id, vendor_id, sku) where sku <> '';
create unique index item_by_name on catalog.item (organization_id, name_key, id);
create index item_of_vendor on catalog.item (organization_id, vendor_id, name_key, id);

create table catalog.item_price (
    organization_id uuid not null,
    id uuid not null,
    item_id uuid not null,
    price numeric(28, 12) not null check (price >= 0),
    price_quantity numeric(28, 12) not null check (price_quantity > 0),
    currency text not null check (currency ~ '^[A-Z]{3}$'),
    tax_category text not null check (tax_category in ('S', 'Z', 'E', 'AE', 'K', 'G', 'O', 'L', 'M')),
    tax_percent numeric(7, 4) not null check (tax_percent between 0 and 100),
    valid_from date not null,
    valid_to date,
    recorded_at timestamptz not null,
    primary key (organization_id, id),
    foreign key (organization_id, item_id) references catalog.item,
    check (valid_to is null or valid_from <= valid_to)
);
comment on table catalog.item_price is
    'Net prices of an item, never changed: of those valid on a day the one that began last counts, of equals the one entered last';
comment on column catalog.item_price.price_quantity is 'How much of the unit the price is for (EN 16931 BT-149)';
comment on column catalog.item_price.tax_category is 'UNCL5305 code';
call platform.protect('catalog.item_price');
create index price_of_item on catalog.item_price (organization_id, item_id, valid_from desc, recorded_at desc, id desc);

create table catalog.item_word (
    organization_id uuid not null,
    word text not null collate "C",
    item_id uuid not null,
    primary key (organization_id, word, item_id),
    foreign key (organization_id, item_id) references catalog.item
);
comment on table catalog.item_word is
    'The words an item is found by, from its name, article number and category; found as ranges, which row-level security lets use the index';
call platform.protect('catalog.item_word');
create index word_of_item on catalog.item_word (organization_id, item_id, word);

-- Views of orders that few or none belong to are looked up; filtered, they would be read to the end of all orders.
create index order_ended on ordering.purchase_order (organization_id, ordered_on desc, id desc) where phase = 'ENDED';
create index order_to_send on ordering.purchase_order (organization_id, ordered_on desc, id desc)
    where phase = 'OPEN' and duty = 'SEND';

-- A word that many orders have is found among the newest instead of by all that have it.
create index order_words_newest on ordering.order_words (organization_id, ordered_on desc, order_id desc);

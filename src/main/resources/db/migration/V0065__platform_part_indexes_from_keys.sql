-- Where the lines of a document are few, an index that begins as their key does costs no more than the key: a check of a reference
-- to one line went through all lines of its document, and 2,000 lines took the square of that. These indexes begin otherwise now.
alter table requisition.requisition_line
    drop constraint requisition_line_organization_id_requisition_id_revision_li_key,
    add unique (organization_id, line_number, requisition_id, revision);
alter table ordering.order_line
    drop constraint order_line_organization_id_order_id_line_number_key,
    add unique (organization_id, line_number, order_id);
alter table invoice.invoice_line
    drop constraint invoice_line_organization_id_invoice_id_place_key,
    add unique (organization_id, place, invoice_id);
alter table tolerance.tolerance_rule
    drop constraint tolerance_rule_organization_id_version_id_key,
    add unique (organization_id, id, version);

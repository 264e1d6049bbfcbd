-- What a person decided is listed by them, the latest first.
create index decision_of_approver on approval.approval_decision (organization_id, approver_id, decided_at desc, plan_id desc);

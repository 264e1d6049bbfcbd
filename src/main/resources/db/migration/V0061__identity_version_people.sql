-- Every submission is routed by the organisation's people, cost centres and groups. They change seldom: a version, another
-- one with each change, lets whoever has read them know that they still hold. It is random, so that the version of a change
-- that was rolled back never comes again.

create table identity.people_version (
    organization_id uuid primary key references identity.organization,
    version uuid not null
);
comment on table identity.people_version is
    'Another one in the transaction of every change to members, grants, cost centres or approver groups of the organisation';
insert into identity.people_version (organization_id, version) select id, gen_random_uuid() from identity.organization;
call platform.protect('identity.people_version');
grant update (version) on identity.people_version to countersign_app;

create function identity.renew_people_version() returns trigger language plpgsql set search_path = '' as $$
begin
    insert into identity.people_version as v (organization_id, version)
    values (coalesce(new.organization_id, old.organization_id), pg_catalog.gen_random_uuid())
    on conflict (organization_id) do update set version = excluded.version;
    return null;
end $$;
comment on function identity.renew_people_version() is 'Says that the organisation''s people or cost centres have changed';

create trigger renew_people_version after insert or update or delete on identity.membership
    for each row execute function identity.renew_people_version();
create trigger renew_people_version after insert or update or delete on identity.role_grant
    for each row execute function identity.renew_people_version();
create trigger renew_people_version after insert or update or delete on identity.cost_centre
    for each row execute function identity.renew_people_version();
create trigger renew_people_version after insert or update or delete on identity.approver_group
    for each row execute function identity.renew_people_version();

-- What sign-in asks on every request, in one statement; and a version, so that two administrators cannot overwrite each other.

alter table identity.membership add column version int not null default 1;
grant update (version) on identity.membership to countersign_app;

-- A session or key names its organisation, but no transaction of it is open yet: the grants of one active member, no more.
create function identity.grants_of(organization uuid, account uuid) returns table (role text, cost_centre_ids uuid[])
    language sql stable security definer set search_path = ''
    begin atomic
        select g.role, g.cost_centre_ids
          from identity.membership m
          left join identity.role_grant g on (g.organization_id, g.account_id) = (m.organization_id, m.account_id)
         where m.organization_id = organization and m.account_id = account and m.active;
    end;
comment on function identity.grants_of(uuid, uuid) is
    'The grants of an active member; one row without a role for a member who has none, no row for anybody else';
grant create on schema identity to countersign_lookup;
alter function identity.grants_of(uuid, uuid) owner to countersign_lookup;
revoke create on schema identity from countersign_lookup;
create policy lookup on identity.role_grant for select to countersign_lookup using (true);
grant select on identity.role_grant to countersign_lookup;
revoke execute on function identity.grants_of(uuid, uuid) from public;
grant execute on function identity.grants_of(uuid, uuid) to countersign_app;

create index session_expiry on identity.session (touched_at);

package org.countersign.torture;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * Slows chosen commits, from the database's side: a deferred trigger of the tortured database sleeps at the commit of acts
 * that tell the journal certain events. Everything of such an act is written and nothing of it is committed while it sleeps,
 * so it can be met in the middle without a switch in the application.
 */
final class Brake {

    private static final String INSTALL = """
            create schema if not exists torture;
            create table if not exists torture.slow (act text primary key, seconds double precision not null);
            create or replace function torture.slow_down() returns trigger
                language plpgsql security definer set search_path = pg_catalog as $$
            declare
                pause double precision;
            begin
                select s.seconds into pause from torture.slow s where s.act = new.act;
                if found then
                    perform pg_sleep(pause);
                end if;
                return null;
            end $$;
            drop trigger if exists torture_slow on platform.journal;
            create constraint trigger torture_slow after insert on platform.journal
                deferrable initially deferred for each row execute function torture.slow_down();
            """;

    private final Instance instance;

    private Brake(Instance instance) {
        this.instance = instance;
    }

    /** Puts the trigger where it is not yet; nothing is slow to begin with. */
    static Brake in(Instance instance) throws SQLException {
        try (var connection = instance.superuser().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(INSTALL);
        }
        var brake = new Brake(instance);
        brake.release();
        return brake;
    }

    /** From now on commits of acts that tell the event take so long. */
    void slow(String event, double seconds) throws SQLException {
        try (var connection = connection();
                var statement = connection.prepareStatement(
                        "insert into torture.slow values (?, ?) on conflict (act) do update set seconds = excluded.seconds")) {
            statement.setString(1, event);
            statement.setDouble(2, seconds);
            statement.execute();
        }
    }

    /** Nothing is slow any more. */
    void release() throws SQLException {
        try (var connection = connection();
                var statement = connection.createStatement()) {
            statement.execute("truncate torture.slow");
        }
    }

    /** Whether an act is in the middle of its commit now. */
    boolean holdsOne() throws SQLException {
        try (var connection = connection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(
                        "select exists (select from pg_stat_activity where wait_event = 'PgSleep' and datname = current_database())")) {
            return rows.next() && rows.getBoolean(1);
        }
    }

    private Connection connection() throws SQLException {
        DataSource superuser = instance.superuser();
        return superuser.getConnection();
    }
}

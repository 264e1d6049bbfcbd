package org.countersign.platform;

import java.time.OffsetDateTime;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads the journal as the application's consumers do, by their own statements and a cursor of its own; makes nothing of it. */
public final class FeedReader {

    private final JdbcClient feed;
    private final String name;

    public FeedReader(DataSource feed, String name) {
        this.feed = JdbcClient.create(feed);
        this.name = name;
        this.feed
                .sql(Consumers.START)
                .param("consumer", name)
                .param("now", OffsetDateTime.now(java.time.ZoneOffset.UTC))
                .update();
    }

    private record Row(int era, String transactionId, long position) {}

    /** The positions of the rows that are next, at most a batch; the cursor has moved past them. */
    public List<Long> next() {
        var rows = feed.sql(Consumers.AFTER_CURSOR)
                .param("consumer", name)
                .query((row, _) -> new Row(row.getInt("era"), row.getString("transaction_id"), row.getLong("position")))
                .list();
        if (!rows.isEmpty()) {
            var last = rows.getLast();
            feed.sql(Consumers.MOVE)
                    .param("consumer", name)
                    .param("era", last.era())
                    .param("transactionId", last.transactionId())
                    .param("position", last.position())
                    .param("now", OffsetDateTime.now(java.time.ZoneOffset.UTC))
                    .update();
        }
        return rows.stream().map(Row::position).toList();
    }

    /** Ends: a cursor that nobody moves would look as if a consumer had stopped. */
    public void close() {
        feed.sql("delete from platform.consumer_cursor where consumer = :consumer")
                .param("consumer", name)
                .update();
    }
}

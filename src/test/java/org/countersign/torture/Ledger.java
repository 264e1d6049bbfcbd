package org.countersign.torture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import org.countersign.platform.Json;
import org.jspecify.annotations.Nullable;

/**
 * What the clients meant to do and what they were answered, written down before and after, and on the disk ({@code fsync})
 * before anything goes on: the only memory that counts when the application and its database are held to their word.
 */
final class Ledger implements AutoCloseable {

    private final FileChannel file;
    private final Map<Long, Entry> entries = new ConcurrentSkipListMap<>();
    private final AtomicLong acknowledged = new AtomicLong();
    private final AtomicLong last = new AtomicLong();
    private final Object disk = new Object();
    private long written;
    private long safe;

    /** A line of the file: an intent, an answer, or an answer that was swallowed by a kill. */
    private record Line(
            long number, @Nullable Act act, Entry.@Nullable Answered answered, Entry.@Nullable Answered swallowed) {}

    private Ledger(FileChannel file) {
        this.file = file;
    }

    /** The ledger in the file; what is in it already is read, so that a run that was broken off goes on. */
    static Ledger in(Path path) {
        try {
            var before = Files.exists(path) ? Files.readAllLines(path, StandardCharsets.UTF_8) : List.<String>of();
            var ledger = new Ledger(FileChannel.open(
                    path, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND));
            before.stream()
                    .filter(line -> line.endsWith("}"))
                    .map(line -> Json.read(line, Line.class))
                    .forEach(ledger::keep);
            return ledger;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    long intend(Act act) {
        var number = last.incrementAndGet();
        write(new Line(number, act, null, null));
        return number;
    }

    void answered(long number, Entry.Answered answer) {
        write(new Line(number, null, answer, null));
    }

    void swallowed(long number, Entry.Answered answer) {
        write(new Line(number, null, null, answer));
    }

    long acknowledged() {
        return acknowledged.get();
    }

    long intended() {
        return last.get();
    }

    Entry entry(long number) {
        return java.util.Objects.requireNonNull(entries.get(number));
    }

    List<Entry> entries() {
        return List.copyOf(entries.values());
    }

    /** Acts of which nobody knows whether they were done. */
    List<Entry> unknown() {
        return entries.values().stream()
                .filter(entry -> entry.answer().isEmpty())
                .toList();
    }

    private void write(Line line) {
        keep(line);
        var bytes = ByteBuffer.wrap((Json.text(line) + "\n").getBytes(StandardCharsets.UTF_8));
        try {
            synchronized (disk) {
                while (bytes.hasRemaining()) {
                    file.write(bytes);
                }
                written++;
            }
            force();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One {@code fsync} serves all who wrote before it. */
    private void force() throws IOException {
        long mine;
        synchronized (disk) {
            mine = written;
        }
        synchronized (this) {
            if (safe >= mine) {
                return;
            }
            long upTo;
            synchronized (disk) {
                upTo = written;
            }
            file.force(false);
            safe = upTo;
        }
    }

    private void keep(Line line) {
        last.accumulateAndGet(line.number(), Math::max);
        if (line.act() != null) {
            entries.put(line.number(), Entry.meant(line.number(), line.act()));
        }
        if (line.swallowed() != null) {
            entries.computeIfPresent(line.number(), (_, entry) -> entry.swallowing(line.swallowed()));
        }
        if (line.answered() != null) {
            entries.computeIfPresent(line.number(), (_, entry) -> entry.with(line.answered()));
            if (line.answered().acknowledged()) {
                acknowledged.incrementAndGet();
            }
        }
    }

    /** What each entry says, for those who count. */
    List<String> told() {
        var told = new ArrayList<String>();
        entries.values().forEach(entry -> entry.told().forEach(told::add));
        return told;
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

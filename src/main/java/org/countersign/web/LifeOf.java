package org.countersign.web;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import org.countersign.kernel.Actor;
import org.countersign.kernel.DocumentRef;
import org.countersign.platform.JournalFinder;
import org.countersign.platform.JournalRow;
import org.springframework.stereotype.Component;

/** The life of a document as it stands in the journal: who did what, why, and how long it took. Asked inside a read. */
@Component
public class LifeOf {

    private static final Duration WORTH_SAYING = Duration.ofHours(1);

    private final JournalFinder journal;
    private final Frames frames;

    LifeOf(JournalFinder journal, Frames frames) {
        this.journal = journal;
        this.frames = frames;
    }

    /** Everything that happened to the document, oldest first. */
    public Life life(DocumentRef document, String title, Actor by) {
        var told = journal.life(document, 0, by);
        return words(told, title, frames.formats(by), by);
    }

    static Life words(List<JournalRow> unordered, String title, Formats formats, Actor reader) {
        var told = causal(unordered);
        var rows = new ArrayList<Life.LifeRow>();
        for (var i = 0; i < told.size(); i++) {
            var before = told.get(Math.max(0, i - 1)).recordedAt();
            rows.add(row(told.get(i), before, formats, reader));
        }
        return new Life(title, whole(told, formats), rows);
    }

    /** The rows of one act as they follow from each other: who decided first, then what that did, then how it ended. */
    private static List<JournalRow> causal(List<JournalRow> told) {
        var began = new HashMap<UUID, Long>();
        told.forEach(row -> began.merge(row.actId(), row.position(), Math::min));
        return told.stream()
                .sorted(Comparator.comparing((JournalRow row) -> began.get(row.actId()))
                        .thenComparingInt(row -> ActWords.turn(row.act()))
                        .thenComparingLong(JournalRow::position))
                .toList();
    }

    private static Life.LifeRow row(JournalRow row, Instant before, Formats formats, Actor reader) {
        var happened = ActWords.of(row, formats, reader);
        var words = happened.verb() + " by " + ActWords.who(row);
        var note = Said.joined(happened.note(), passed(row, Duration.between(before, row.recordedAt()), formats));
        var when = formats.shortMoment(row.recordedAt());
        return happened.stopped() ? Life.LifeRow.stopped(words, note, when) : Life.LifeRow.done(words, note, when);
    }

    private static String passed(JournalRow row, Duration since, Formats formats) {
        if (ActWords.ANSWERS.contains(row.act())) {
            return "Took " + formats.duration(since);
        }
        return since.compareTo(WORTH_SAYING) < 0 ? "" : formats.duration(since) + " later";
    }

    private static String whole(List<JournalRow> told, Formats formats) {
        if (told.size() < 2) {
            return "";
        }
        var lasted =
                Duration.between(told.getFirst().recordedAt(), told.getLast().recordedAt());
        return lasted.compareTo(Duration.ofMinutes(1)) < 0
                ? ""
                : told.size() + " events in " + formats.duration(lasted);
    }
}

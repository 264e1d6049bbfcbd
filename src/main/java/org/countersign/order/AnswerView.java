package org.countersign.order;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** An answer of the vendor as it came, and what the buyer made of it: taken up, declined, or nothing yet. */
public record AnswerView(
        AnswerId id,
        int revision,
        VendorAnswer.Kind kind,
        String reference,
        String note,
        Optional<UUID> document,
        LocalDate on,
        List<VendorAnswer.Line> lines,
        Optional<String> decided) {}

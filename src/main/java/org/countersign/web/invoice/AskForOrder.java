package org.countersign.web.invoice;

import java.util.List;
import org.countersign.web.Field;
import org.countersign.web.Frame;

/** Asks which order an invoice is for. */
public record AskForOrder(Frame frame, List<Field> fields) {}

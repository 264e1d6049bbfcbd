package org.countersign.web.order;

import java.util.List;
import org.countersign.web.Field;
import org.countersign.web.Frame;

/** The form in which a buyer notes what the vendor answered by telephone or letter. */
public record AnswerPage(Frame frame, String number, List<Field> fields) {}

package org.countersign.web.document;

import org.countersign.web.Field;
import org.countersign.web.Frame;

/** The form to hand in a document. */
public record HandInPage(Frame frame, Field file) {}

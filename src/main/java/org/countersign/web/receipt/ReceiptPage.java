package org.countersign.web.receipt;

import org.countersign.web.About;
import org.countersign.web.DocumentPage;
import org.countersign.web.Frame;
import org.countersign.web.Life;
import org.countersign.web.Table;

/** One receipt, return or reversal: its lines, where they belong, and its life. */
public record ReceiptPage(Frame frame, DocumentPage document, Table lines, Life life, About about) {}

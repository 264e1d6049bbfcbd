package org.countersign.web.budget;

import org.countersign.web.About;
import org.countersign.web.DocumentPage;
import org.countersign.web.Frame;
import org.countersign.web.Life;
import org.countersign.web.Meter;
import org.countersign.web.Table;

/** One budget: how far its money is on its way, and what moved it last. */
public record BudgetPage(Frame frame, DocumentPage document, Meter meter, About terms, Table transfers, Life life) {}

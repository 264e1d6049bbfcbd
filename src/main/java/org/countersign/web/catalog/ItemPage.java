package org.countersign.web.catalog;

import org.countersign.web.About;
import org.countersign.web.DocumentPage;
import org.countersign.web.Frame;
import org.countersign.web.Life;
import org.countersign.web.Table;

/** One catalogue item with the history of its price. */
public record ItemPage(Frame frame, DocumentPage document, About article, Table prices, Life life) {}

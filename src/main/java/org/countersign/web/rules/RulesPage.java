package org.countersign.web.rules;

import org.countersign.web.About;
import org.countersign.web.DocumentPage;
import org.countersign.web.Frame;
import org.countersign.web.Table;

/** One version of rules: since when and why, and each rule in words. */
public record RulesPage(Frame frame, DocumentPage document, String sentence, Table rules, About about) {}

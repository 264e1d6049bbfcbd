package org.countersign.web.palette;

import org.countersign.web.Frame;

/** What was found, for a browser that runs no scripts. */
public record SearchPage(Frame frame, String q, Found found) {}

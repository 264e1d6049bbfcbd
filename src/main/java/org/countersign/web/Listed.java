package org.countersign.web;

/** A page that is one list and nothing else: shown by {@link Pages#list}, without a template of its own. */
public record Listed(Frame frame, ListPage list) {}

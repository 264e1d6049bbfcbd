package org.countersign.web;

/** A page that only says something: not found, not yours, gone wrong; shown by {@link Pages#message}. */
public record Told(Frame frame, ListPage.Empty message) {}

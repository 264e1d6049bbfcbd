package org.countersign.web;

/** The figure at the head of a page, with what it counts. */
public record Sum(String figure, String note) {}

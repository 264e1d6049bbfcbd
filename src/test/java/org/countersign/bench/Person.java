package org.countersign.bench;

/** Somebody of the demonstration or of the bench, with what signs them in. */
record Person(String name, String user, String password, String apiKey) {}

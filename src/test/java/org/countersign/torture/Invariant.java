package org.countersign.torture;

/**
 * Something that is always true, as the question for where it is not: the statement answers a row of words for each place,
 * none if all is well. It looks past the application, as the database's superuser, at the organisations that it is given.
 */
record Invariant(String name, String sql) {}

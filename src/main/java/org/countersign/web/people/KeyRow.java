package org.countersign.web.people;

import java.util.Optional;
import org.countersign.web.Act;
import org.countersign.web.Table.Cell;

/**
 * A key in the list of a person's keys.
 *
 * @param used when it was last used, as words
 * @param revoke ends it; absent for one that is over
 */
public record KeyRow(String name, String made, String used, Cell.State state, Optional<Act> revoke) {}

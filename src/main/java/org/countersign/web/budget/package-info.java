/** The pages of budgets, exchange rates and closed periods. */
@NullMarked
package org.countersign.web.budget;

import org.jspecify.annotations.NullMarked;

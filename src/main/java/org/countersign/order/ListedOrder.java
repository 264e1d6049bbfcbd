package org.countersign.order;

/** An order in a list: with its amount, or without for those who may not see prices. */
sealed interface ListedOrder permits OrderRow, OrderRowWithoutPrices {}

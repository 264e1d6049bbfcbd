/** The file that tells a bank whom to pay: ISO 20022 customer credit transfer initiation, pain.001.001.09. */
@NullMarked
package org.countersign.payment.bankfile;

import org.jspecify.annotations.NullMarked;

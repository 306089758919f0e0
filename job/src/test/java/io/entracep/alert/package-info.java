/** What alerts promise. */
@NullMarked
package io.entracep.alert;

import org.jspecify.annotations.NullMarked;

/** Reference documents that are made from the code. */
@NullMarked
package io.entracep.docs;

import org.jspecify.annotations.NullMarked;

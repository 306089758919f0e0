@NullMarked
package io.entracep.sentinel;

import org.jspecify.annotations.NullMarked;

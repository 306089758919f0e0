@NullMarked
package io.entracep.format;

import org.jspecify.annotations.NullMarked;

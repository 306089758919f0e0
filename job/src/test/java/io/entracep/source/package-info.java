@NullMarked
package io.entracep.source;

import org.jspecify.annotations.NullMarked;

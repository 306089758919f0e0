@NullMarked
package io.entracep.generate;

import org.jspecify.annotations.NullMarked;

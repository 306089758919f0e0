@NullMarked
package io.entracep.outbox;

import org.jspecify.annotations.NullMarked;

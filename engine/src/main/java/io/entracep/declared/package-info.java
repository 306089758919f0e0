/**
 * Detections that rules declare. Each kind of rule becomes one of the kinds of {@link
 * io.entracep.detection}; what it must keep, whose state it reads and what its text names is
 * derived here, from the declaration. Start at {@link io.entracep.declared.Declarations}.
 */
@NullMarked
package io.entracep.declared;

import org.jspecify.annotations.NullMarked;

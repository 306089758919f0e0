/** Tests of detections that rules declare, through the real decoder and the real loop. */
@NullMarked
package io.entracep.declared;

import org.jspecify.annotations.NullMarked;

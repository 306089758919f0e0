/** Detections: changes of how the directory and its logs are set up. */
@NullMarked
package io.entracep.detections.change;

import org.jspecify.annotations.NullMarked;

/** Detections: emergency access accounts used or changed. */
@NullMarked
package io.entracep.detections.breakglass;

import org.jspecify.annotations.NullMarked;

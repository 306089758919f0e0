/** Detections: privileged roles and their use. */
@NullMarked
package io.entracep.detections.privilege;

import org.jspecify.annotations.NullMarked;

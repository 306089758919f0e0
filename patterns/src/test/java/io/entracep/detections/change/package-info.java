@NullMarked
package io.entracep.detections.change;

import org.jspecify.annotations.NullMarked;

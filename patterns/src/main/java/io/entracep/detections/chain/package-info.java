/** Detections: attacks over several entities, made of the findings of others. */
@NullMarked
package io.entracep.detections.chain;

import org.jspecify.annotations.NullMarked;

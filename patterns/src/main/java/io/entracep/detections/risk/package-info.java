/** Detections: what Identity Protection says of accounts and workloads. */
@NullMarked
package io.entracep.detections.risk;

import org.jspecify.annotations.NullMarked;

/**
 * A seeded, invented company and a believable stream of its Entra ID logs, with attacks woven in:
 * raw JSON records in the vendor's shapes for the demo, tests and benchmarks. Knows nothing of the
 * detections: bytes come out. Start at {@link io.entracep.generate.LogGenerator}.
 */
@NullMarked
package io.entracep.generate;

import org.jspecify.annotations.NullMarked;

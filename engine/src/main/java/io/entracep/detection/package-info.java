/**
 * The kinds of detection and what they see. A detection extends one of the kinds ({@link
 * io.entracep.detection.EventDetection}, {@link io.entracep.detection.CountDetection}, {@link
 * io.entracep.detection.SequenceDetection}, {@link io.entracep.detection.AbsenceDetection}, {@link
 * io.entracep.detection.TrendDetection}); it is a pure function of state and policy.
 */
@NullMarked
package io.entracep.detection;

import org.jspecify.annotations.NullMarked;

/**
 * What a replay leaves for people: incidents, a report, a timeline and a layer for ATT&CK
 * Navigator, made of the files in its output folder. Start at {@link io.entracep.report.Reports}.
 */
@NullMarked
package io.entracep.report;

import org.jspecify.annotations.NullMarked;

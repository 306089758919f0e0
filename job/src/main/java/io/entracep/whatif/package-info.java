/**
 * What would have been with other settings: replays of the same logs under policies that differ in
 * a few numbers. Knows no kind of detection, only settings.
 */
@NullMarked
package io.entracep.whatif;

import org.jspecify.annotations.NullMarked;

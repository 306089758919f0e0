/**
 * What leaves the job: an alert is a finding and its catalogue entry, told so that it explains
 * itself.
 */
@NullMarked
package io.entracep.alert;

import org.jspecify.annotations.NullMarked;

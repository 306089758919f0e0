/** Detections: accounts created, changed and deleted. */
@NullMarked
package io.entracep.detections.account;

import org.jspecify.annotations.NullMarked;

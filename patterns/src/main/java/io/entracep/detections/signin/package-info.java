/**
 * Detections: sign-ins: passwords guessed, second factors refused, unusual places, devices and
 * hours.
 */
@NullMarked
package io.entracep.detections.signin;

import org.jspecify.annotations.NullMarked;

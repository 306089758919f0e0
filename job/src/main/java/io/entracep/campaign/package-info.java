/**
 * One campaign, one alert: what an account sees of an attack on many, or of a greater one on
 * itself, is not told beside it.
 */
@NullMarked
package io.entracep.campaign;

import org.jspecify.annotations.NullMarked;

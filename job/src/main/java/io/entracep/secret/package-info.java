/** Secrets by reference: where one is kept travels with the job, the secret itself never does. */
@NullMarked
package io.entracep.secret;

import org.jspecify.annotations.NullMarked;

/** The script {@code entra-cep} that starts the program. */
@NullMarked
package io.entracep.launcher;

import org.jspecify.annotations.NullMarked;

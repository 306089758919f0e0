@NullMarked
package io.entracep.campaign;

import org.jspecify.annotations.NullMarked;

/** The catalogue: one entry per detection, read from {@code catalogue/<section>/<id>.yaml}. */
@NullMarked
package io.entracep.catalogue;

import org.jspecify.annotations.NullMarked;

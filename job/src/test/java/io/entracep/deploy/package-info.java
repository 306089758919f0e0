/** Checks of what is deployed: manifests, templates and the documents about them. */
@NullMarked
package io.entracep.deploy;

import org.jspecify.annotations.NullMarked;

/** Tests of the formats, and of what Flink's own record serializer can migrate. */
@NullMarked
package io.entracep.serial;

import org.jspecify.annotations.NullMarked;

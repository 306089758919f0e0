package io.entracep.replay;

import io.entracep.decode.DateOrder;
import io.entracep.source.FileFormat;
import org.jspecify.annotations.Nullable;

/**
 * How files are read where they do not tell themselves.
 *
 * @param format how records lie in the files
 * @param dates how dates are written in them, {@link DateOrder#UNKNOWN} where the files tell
 * @param tenant whose the records are that name no tenant, in lower case; null where the files tell
 */
public record Reading(FileFormat format, DateOrder dates, @Nullable String tenant) {}

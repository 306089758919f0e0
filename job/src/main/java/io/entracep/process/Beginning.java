package io.entracep.process;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a job begins with.
 *
 * @param origin which state
 * @param pointer the folder of {@link Origin#GIVEN} state
 * @param leftovers what to do with state that no operator takes
 * @param rival what to do with another job's folder
 */
public record Beginning(Origin origin, @Nullable String pointer, Leftovers leftovers, Rival rival) {

    /** Which state. */
    public enum Origin {
        /** The newest in the job's folder; none if there is none. */
        NEWEST,
        /** None. */
        NOTHING,
        /** One that somebody names. */
        GIVEN
    }

    /** State that no operator takes, such as that of a sink that was removed. */
    public enum Leftovers {
        /** The job does not start. */
        REFUSE,
        /** It is left behind, and with it the alerts that waited there. */
        DROP
    }

    /** The folder of another job. */
    public enum Rival {
        /** The job does not start. */
        REFUSE,
        /** It is this job's from now on. */
        TAKE_OVER
    }

    /** The newest state, all of it, of this job. */
    public static Beginning newest() {
        return new Beginning(Origin.NEWEST, null, Leftovers.REFUSE, Rival.REFUSE);
    }

    Optional<SavedState> in(StateFolder folder) {
        return switch (origin) {
            case NEWEST -> folder.newest();
            case NOTHING -> Optional.empty();
            case GIVEN -> Optional.of(StateFolder.at(String.valueOf(pointer)));
        };
    }

    boolean isNewest() {
        return origin == Origin.NEWEST;
    }

    boolean dropsRemoved() {
        return leftovers == Leftovers.DROP;
    }

    boolean takesOver() {
        return rival == Rival.TAKE_OVER;
    }
}

package io.entracep.sequence;

/**
 * What the NFA is fed with: an observation as the stages that it can be, or as the negations that
 * it satisfies, never both at once.
 *
 * @param position index of the observation in this run, 0 is the end, later is further back
 * @param time milliseconds before the end, not negative
 * @param stages bits of {@link Stage#bit()}
 */
public record Step(int position, long time, long stages) {

    boolean is(long stage) {
        return (stages & stage) != 0;
    }
}

package io.entracep.state;

import java.util.ArrayList;
import java.util.List;

/**
 * What was said about anchors in one hour.
 *
 * @param entries at most one per finding
 */
public record SaidHour(List<Said> entries) {

    /** Nothing. */
    public static final SaidHour EMPTY = new SaidHour(List.of());

    /** This hour with the entry in place of an earlier one of the same finding. */
    public SaidHour with(Said said) {
        List<Said> next = new ArrayList<>(entries);
        next.removeIf(known -> known.findingId().equals(said.findingId()));
        next.add(said);
        return new SaidHour(next);
    }
}

package io.entracep.replay;

import io.entracep.yaml.Spelling;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.apache.flink.api.common.accumulators.Accumulator;

/** The names that are nearest to one that was asked for: a few, whatever the order they came in. */
@SuppressWarnings("NonApiType") // Flink asks for a list that is serializable.
final class NearNames implements Accumulator<String, ArrayList<String>> {
    private static final long serialVersionUID = 1L;

    /** As many as a line holds. */
    private static final int MOST = 5;

    private final String sought;
    private final ArrayList<String> names = new ArrayList<>();

    NearNames(String sought) {
        this.sought = sought;
    }

    @Override
    public void add(String name) {
        if (isNear(name) && !names.contains(name)) {
            names.add(name);
            names.sort(
                    Comparator.<String>comparingInt(each -> Spelling.distance(sought, each))
                            .thenComparing(Comparator.naturalOrder()));
            if (names.size() > MOST) {
                names.remove(MOST);
            }
        }
    }

    /** A slip, or a part of it: who forgot the domain wants to know the whole name. */
    private boolean isNear(String name) {
        return (sought.length() >= 3
                        && name.toLowerCase(Locale.ROOT).contains(sought.toLowerCase(Locale.ROOT)))
                || Spelling.nearest(sought, List.of(name)).isPresent();
    }

    @Override
    public ArrayList<String> getLocalValue() {
        return names;
    }

    @Override
    public void resetLocal() {
        names.clear();
    }

    @Override
    public void merge(Accumulator<String, ArrayList<String>> other) {
        other.getLocalValue().forEach(this::add);
    }

    @Override
    public Accumulator<String, ArrayList<String>> clone() {
        NearNames copy = new NearNames(sought);
        copy.names.addAll(names);
        return copy;
    }
}

package io.entracep.policy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Ranges of 128-bit numbers, disjoint and sorted; a look-up is a binary search over longs. */
final class AddressRanges {

    private final long[] firstHigh;
    private final long[] firstLow;
    private final long[] lastHigh;
    private final long[] lastLow;

    AddressRanges(List<Network> networks) {
        List<Network> disjoint = disjoint(networks);
        firstHigh = disjoint.stream().mapToLong(n -> n.first().high()).toArray();
        firstLow = disjoint.stream().mapToLong(n -> n.first().low()).toArray();
        lastHigh = disjoint.stream().mapToLong(n -> n.last().high()).toArray();
        lastLow = disjoint.stream().mapToLong(n -> n.last().low()).toArray();
    }

    boolean contains(long high, long low) {
        int from = 0;
        int to = firstHigh.length - 1;
        while (from <= to) {
            int middle = (from + to) >>> 1;
            if (compare(high, low, firstHigh[middle], firstLow[middle]) < 0) {
                to = middle - 1;
            } else if (compare(high, low, lastHigh[middle], lastLow[middle]) > 0) {
                from = middle + 1;
            } else {
                return true;
            }
        }
        return false;
    }

    /** Networks are nested or apart, so dropping those inside another leaves disjoint ones. */
    private static List<Network> disjoint(List<Network> networks) {
        List<Network> sorted = new ArrayList<>(networks);
        sorted.sort(
                Comparator.comparing(Network::first, Network::compare)
                        .thenComparing(
                                Comparator.comparing(Network::last, Network::compare).reversed()));
        List<Network> result = new ArrayList<>();
        for (Network network : sorted) {
            boolean inside =
                    !result.isEmpty() && result.get(result.size() - 1).contains(network.first());
            if (!inside) {
                result.add(network);
            }
        }
        return result;
    }

    private static int compare(long high, long low, long otherHigh, long otherLow) {
        int byHigh = Long.compareUnsigned(high, otherHigh);
        return byHigh != 0 ? byHigh : Long.compareUnsigned(low, otherLow);
    }
}

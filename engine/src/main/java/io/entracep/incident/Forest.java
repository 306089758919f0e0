package io.entracep.incident;

/** Numbers that are joined into trees (union and find). The root of a tree is its least number. */
final class Forest {
    private final int[] parents;

    Forest(int size) {
        parents = new int[size];
        for (int i = 0; i < size; i++) {
            parents[i] = i;
        }
    }

    int root(int number) {
        int root = number;
        while (parents[root] != root) {
            root = parents[root];
        }
        int at = number;
        while (parents[at] != root) {
            int next = parents[at];
            parents[at] = root;
            at = next;
        }
        return root;
    }

    /** Whether they were in two trees. */
    boolean join(int one, int other) {
        int a = root(one);
        int b = root(other);
        parents[Math.max(a, b)] = Math.min(a, b);
        return a != b;
    }
}

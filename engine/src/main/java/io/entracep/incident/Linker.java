package io.entracep.incident;

import io.entracep.alert.Alert;
import io.entracep.policy.TenantPolicy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Joins the alerts of one tenant that share a clue within the window of its policy. The same alerts
 * in any order give the same groups and links.
 */
final class Linker {
    private final TenantPolicy policy;
    private final List<Node> nodes;
    private final Map<Clue, List<Integer>> strong = new TreeMap<>();
    private final Map<Clue, List<Integer>> weak = new TreeMap<>();

    Linker(Collection<Alert> alerts, TenantPolicy policy) {
        this.policy = policy;
        this.nodes =
                alerts.stream().map(alert -> Node.of(alert, policy)).sorted(Node.ORDER).toList();
        for (int i = 0; i < nodes.size(); i++) {
            int node = i;
            nodes.get(i).clues().strong().forEach(clue -> put(strong, clue, node));
            nodes.get(i).clues().weak().forEach(clue -> put(weak, clue, node));
        }
    }

    /** Alerts that belong together, in order of time, and why. */
    record Group(List<Alert> alerts, List<Link> links) {}

    private record Node(Alert alert, long first, long last, Clues clues) {
        static final Comparator<Node> ORDER =
                Comparator.comparingLong(Node::first)
                        .thenComparingLong(Node::last)
                        .thenComparing(node -> node.alert().alertId());

        static Node of(Alert alert, TenantPolicy policy) {
            return new Node(
                    alert,
                    Instant.parse(alert.firstEventTime()).toEpochMilli(),
                    Instant.parse(alert.lastEventTime()).toEpochMilli(),
                    Clues.of(alert, policy));
        }
    }

    private record Edge(int from, int to, Clue clue) {
        /** Names say more to people than ids. */
        static final Comparator<Edge> SUREST_FIRST =
                Comparator.comparing((Edge edge) -> edge.clue().kind())
                        .thenComparing(edge -> !isName(edge.clue()))
                        .thenComparing(Edge::clue)
                        .thenComparingInt(Edge::from)
                        .thenComparingInt(Edge::to);
    }

    /** All groups, by their first alert. */
    List<Group> groups() {
        List<Edge> edges = new ArrayList<>();
        Set<Clue> clues = new HashSet<>(strong.keySet());
        clues.addAll(weak.keySet());
        clues.forEach(clue -> addEdges(clue, edges));
        edges.sort(Edge.SUREST_FIRST);
        Forest forest = new Forest(nodes.size());
        List<Edge> used =
                edges.stream().filter(edge -> forest.join(edge.from(), edge.to())).toList();
        Map<Integer, Group> groups = new TreeMap<>();
        for (int i = 0; i < nodes.size(); i++) {
            group(groups, forest.root(i)).alerts().add(nodes.get(i).alert());
        }
        used.stream()
                .sorted(Comparator.comparingInt(Edge::to).thenComparingInt(Edge::from))
                .forEach(edge -> group(groups, forest.root(edge.from())).links().add(link(edge)));
        return List.copyOf(groups.values());
    }

    private static Group group(Map<Integer, Group> groups, int root) {
        return groups.computeIfAbsent(root, any -> new Group(new ArrayList<>(), new ArrayList<>()));
    }

    /** Each carrier is joined to the one before it that lasted longest, if that is near enough. */
    private void addEdges(Clue clue, List<Edge> edges) {
        List<Integer> carriers = carriers(clue);
        long window = isTimeless(clue) ? Long.MAX_VALUE : policy.incidentWindow().toMillis();
        int latest = -1;
        for (int next : carriers) {
            if (latest >= 0 && nodes.get(next).first() - nodes.get(latest).last() <= window) {
                edges.add(new Edge(latest, next, clue));
            }
            if (latest < 0 || nodes.get(next).last() > nodes.get(latest).last()) {
                latest = next;
            }
        }
    }

    private List<Integer> carriers(Clue clue) {
        List<Integer> sure = strong.getOrDefault(clue, List.of());
        List<Integer> others = weak.getOrDefault(clue, List.of());
        if (others.isEmpty() || isShared(clue, sure, others)) {
            return sure;
        }
        List<Integer> all = new ArrayList<>(sure);
        all.addAll(others);
        all.sort(Comparator.naturalOrder());
        return all;
    }

    /**
     * Whether more people have it than the policy takes for one story: the address of an office, a
     * service that acts for everybody. But what somebody did of whom there is an alert is one
     * story, to however many accounts it was done.
     */
    private boolean isShared(Clue clue, List<Integer> sure, List<Integer> others) {
        if (clue.kind() == LinkKind.PERSON && !sure.isEmpty() && isName(clue)) {
            return false;
        }
        long people =
                others.stream().map(node -> nodes.get(node).clues().about()).distinct().count();
        return people > policy.incidentPeople();
    }

    private static boolean isName(Clue clue) {
        return clue.value().indexOf('@') >= 0;
    }

    private static boolean isTimeless(Clue clue) {
        return clue.kind() == LinkKind.CONTAINMENT || clue.kind() == LinkKind.RECORD;
    }

    private Link link(Edge edge) {
        return new Link(
                nodes.get(edge.from()).alert().alertId(),
                nodes.get(edge.to()).alert().alertId(),
                edge.clue().kind(),
                edge.clue().value());
    }

    private static void put(Map<Clue, List<Integer>> carriers, Clue clue, int node) {
        carriers.computeIfAbsent(clue, any -> new ArrayList<>(1)).add(node);
    }
}

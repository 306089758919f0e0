package io.entracep.scenario;

import io.entracep.catalogue.Catalogue;
import io.entracep.rule.CompiledRule;
import io.entracep.rule.CorrelationRule;
import io.entracep.rule.RuleHead;
import io.entracep.rule.RuleTest;
import io.entracep.rule.RuleTexts;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** The tests that stand in rule files, as scenarios. */
final class RuleScenarios {
    private final Catalogue catalogue;
    private final ScenarioReader reader;

    RuleScenarios(Catalogue catalogue, ScenarioReader reader) {
        this.catalogue = catalogue;
        this.reader = reader;
    }

    /**
     * The tests of all rules of these texts.
     *
     * @throws ScenarioException with every problem
     */
    List<Scenario> of(RuleTexts texts) {
        Map<String, String> byFile = new HashMap<>();
        texts.texts().forEach(text -> byFile.put(text.name(), text.yaml()));
        List<Scenario> scenarios = new ArrayList<>();
        for (CompiledRule rule : catalogue.rules().rules()) {
            add(rule.rule().head(), rule.rule().tests(), byFile, scenarios);
        }
        for (CorrelationRule rule : catalogue.rules().correlations()) {
            add(rule.head(), rule.tests(), byFile, scenarios);
        }
        return scenarios;
    }

    private void add(
            RuleHead head,
            List<RuleTest> tests,
            Map<String, String> byFile,
            List<Scenario> scenarios) {
        String text = byFile.get(head.file());
        if (text == null || tests.isEmpty()) {
            return;
        }
        Map<Integer, Node> byLine = testsByLine(text);
        for (int i = 0; i < tests.size(); i++) {
            RuleTest test = tests.get(i);
            Node node = byLine.get(test.line());
            if (node != null) {
                scenarios.add(
                        reader.ofRule(
                                head.key() + "/" + (i + 1),
                                head.file(),
                                head.key(),
                                test,
                                node,
                                Path.of(head.file())));
            }
        }
    }

    /** The nodes of tests by the line at which they begin. */
    private static Map<Integer, Node> testsByLine(String text) {
        LoaderOptions options = new LoaderOptions();
        options.setMaxAliasesForCollections(0);
        Map<Integer, Node> byLine = new HashMap<>();
        for (Node document :
                new Yaml(new SafeConstructor(options)).composeAll(new StringReader(text))) {
            Node tests = value(document, "tests");
            if (tests instanceof SequenceNode list) {
                list.getValue()
                        .forEach(test -> byLine.put(test.getStartMark().getLine() + 1, test));
            }
        }
        return byLine;
    }

    private static @Nullable Node value(Node document, String key) {
        if (document instanceof MappingNode mapping) {
            for (NodeTuple tuple : mapping.getValue()) {
                if (YamlJson.key(tuple).equals(key)) {
                    return tuple.getValueNode();
                }
            }
        }
        return null;
    }
}

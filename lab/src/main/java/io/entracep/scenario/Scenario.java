package io.entracep.scenario;

import io.entracep.policy.Policy;
import java.util.List;

/**
 * One scenario file.
 *
 * @param name path below the folder that was read, with slashes and without ending: {@code
 *     account-created-and-deleted/two-hours}
 * @param file the file as messages name it
 * @param description what it shows
 * @param policyText text of the policy; scenarios of equal text run together
 * @param policy what it says
 * @param records records in the order of their emission
 * @param expectation what must come out
 */
public record Scenario(
        String name,
        String file,
        String description,
        String policyText,
        Policy policy,
        List<ScenarioRecord> records,
        Expectation expectation) {

    public Scenario {
        records = List.copyOf(records);
    }

    /** The folder, which is named like the detection that it is about; empty for none. */
    public String folder() {
        int slash = name.indexOf('/');
        return slash < 0 ? "" : name.substring(0, slash);
    }

    @Override
    public String toString() {
        return name;
    }
}

package io.entracep.source;

import io.entracep.policy.Policy;
import io.entracep.rule.RuleTexts;
import java.io.Serializable;
import java.util.List;

/** Where policy and rules are written down. Travels to where they are read. */
public interface RulebookFiles extends Serializable {

    /**
     * What they say now.
     *
     * @param policies that can be used, at least one
     * @param rules of users
     */
    record Declared(List<Policy> policies, RuleTexts rules) {}

    /**
     * Reads them and holds them against the catalogue.
     *
     * @throws RefusedException with every problem
     */
    Declared read() throws RefusedException;

    /** They cannot be used; what holds until now goes on to hold. */
    final class RefusedException extends Exception {
        private static final long serialVersionUID = 1L;

        /**
         * @param problems in words, each with its file and line
         */
        public RefusedException(List<String> problems) {
            super(String.join("\n  ", problems));
        }
    }
}

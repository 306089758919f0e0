/**
 * Tests as data: scenario files of records and expected alerts, run through the real decoder and
 * the real graph. {@link io.entracep.scenario.ScenarioReader} reads files, {@link
 * io.entracep.scenario.ScenarioRunner} runs them, {@link io.entracep.scenario.TestCommand} is the
 * command line. {@code docs/scenarios.md} describes the format.
 */
@NullMarked
package io.entracep.scenario;

import org.jspecify.annotations.NullMarked;

/**
 * The command line: reads arguments, calls what does the work, prints, and turns every failure into
 * one paragraph and an exit code. Start at {@link io.entracep.cli.EntraCep}.
 */
@NullMarked
package io.entracep.cli;

import org.jspecify.annotations.NullMarked;

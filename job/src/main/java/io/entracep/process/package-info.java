/**
 * The live job in this process, without a cluster: it goes on from the state that it left, saves it
 * when it is stopped, and tells what keeps it from running or saving. Begin with {@link
 * io.entracep.process.LocalRun}.
 */
@NullMarked
package io.entracep.process;

import org.jspecify.annotations.NullMarked;

/** What MITRE ATT&CK calls things: tactics in their order, and techniques by id. */
@NullMarked
package io.entracep.attack;

import org.jspecify.annotations.NullMarked;

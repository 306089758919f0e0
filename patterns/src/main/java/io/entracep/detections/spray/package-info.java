/**
 * Passwords tried on many accounts. What an account does not know is told by building blocks at the
 * account ({@code StrangeAttempt}, {@code StrangeSignIn}); the counts read them at the address, the
 * autonomous system and the tenant. Start at {@code PasswordSpray}.
 */
@NullMarked
package io.entracep.detections.spray;

import org.jspecify.annotations.NullMarked;

/**
 * Tokens of Microsoft Entra, through azure-identity: who we are is a setting, how to prove it is
 * the library's work. Start at {@link io.entracep.identity.EntraCredential}.
 */
@NullMarked
package io.entracep.identity;

import org.jspecify.annotations.NullMarked;

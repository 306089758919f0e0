/**
 * What an organisation decides: one validated YAML file, asked through {@link
 * io.entracep.policy.TenantPolicy}. Nothing here reads a clock or a log. Start at {@link
 * io.entracep.policy.PolicyReader}; the file is described in {@code docs/policy.md}.
 */
@NullMarked
package io.entracep.policy;

import org.jspecify.annotations.NullMarked;

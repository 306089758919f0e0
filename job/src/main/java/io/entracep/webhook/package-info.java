/**
 * A receiver that is any HTTPS endpoint: our own JSON or OCSF, signed; Slack; Microsoft Teams.
 * Start at {@link io.entracep.webhook.WebhookFactory}.
 */
@NullMarked
package io.entracep.webhook;

import org.jspecify.annotations.NullMarked;

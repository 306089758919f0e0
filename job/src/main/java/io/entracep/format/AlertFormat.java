package io.entracep.format;

import io.entracep.alert.Alert;
import io.entracep.output.AlertJson;
import java.nio.charset.StandardCharsets;

/** The shapes in which an alert leaves the job. All are JSON on one line. */
public enum AlertFormat {
    /** Every field of the alert and its delivery, as in {@code alerts.jsonl}. May be batched. */
    JSON {
        @Override
        public String text(Alert alert) {
            return AlertJson.delivery(alert);
        }
    },
    /** OCSF Detection Finding. May be batched. */
    OCSF {
        @Override
        public String text(Alert alert) {
            return OcsfFinding.of(alert);
        }
    },
    /** The body of a Slack incoming webhook; one alert per request. */
    SLACK {
        @Override
        public String text(Alert alert) {
            return SlackMessage.of(alert);
        }
    },
    /** The body of a Microsoft Teams webhook (Workflows); one alert per request. */
    TEAMS {
        @Override
        public String text(Alert alert) {
            return TeamsMessage.of(alert);
        }
    };

    /** The alert as one line of JSON. */
    public abstract String text(Alert alert);

    /** The same in UTF-8. */
    public byte[] bytes(Alert alert) {
        return text(alert).getBytes(StandardCharsets.UTF_8);
    }

    /** Whether several may be sent as one JSON array. */
    public boolean mayBeBatched() {
        return !isChat();
    }

    /** Whether each is a message to people. */
    public boolean isChat() {
        return this == SLACK || this == TEAMS;
    }
}

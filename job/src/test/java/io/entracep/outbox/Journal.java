package io.entracep.outbox;

import java.util.ArrayList;
import java.util.List;

/** Writes down what an outbox says, one word and message each. */
final class Journal implements Outcomes {
    private final List<String> said = new ArrayList<>();

    /** What was said since the last call. */
    List<String> take() {
        List<String> taken = List.copyOf(said);
        said.clear();
        return taken;
    }

    @Override
    public void accepted(Message message) {
        say("accepted", message);
    }

    @Override
    public void retried(Message message) {
        say("retried", message);
    }

    @Override
    public void replaced(Message message) {
        say("replaced", message);
    }

    @Override
    public void refused(Message message) {
        say("refused", message);
    }

    @Override
    public void deadLettered(Message message, String reason, String response) {
        say("dead", message);
        said.add(reason + (response == null ? "" : " / " + response));
    }

    private void say(String what, Message message) {
        said.add(what + " " + message.alertId() + "@" + message.decidedAt());
    }
}

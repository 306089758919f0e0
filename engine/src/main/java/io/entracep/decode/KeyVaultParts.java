package io.entracep.decode;

import io.entracep.event.Audit;
import io.entracep.event.Outcome;
import java.util.List;

/**
 * What the log of a key vault tells: one request, by whoever a token is of, as in Azure Activity.
 * Details have {@code id} (of the vault, or the secret, key or certificate), {@code requestUri},
 * {@code responseStatusCode}, {@code appId} and {@code resourceId}.
 */
final class KeyVaultParts {

    private KeyVaultParts() {}

    static Outcome outcome(RawRecord record) {
        Outcome told = Outcomes.ofText(record.present(Field.RESULT_TYPE));
        return told == Outcome.UNKNOWN ? GraphActivityParts.outcome(record) : told;
    }

    static Audit audit(RawRecord record) {
        record.detail("id", record.get(Field.ID));
        record.detail("requestUri", record.get(Field.REQUEST_URI));
        record.detail("responseStatusCode", record.get(Field.RESPONSE_STATUS));
        record.detail("appId", Values.id(record.get(Field.CLAIM_APP_ID)));
        record.detail("resourceId", record.envelope(Field.RESOURCE_ID));
        return new Audit(
                null,
                null,
                Values.reason(record.get(Field.RESULT_DESCRIPTION)),
                null,
                null,
                List.of(),
                List.of(),
                record.details);
    }
}

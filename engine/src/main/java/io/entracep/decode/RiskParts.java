package io.entracep.decode;

import io.entracep.event.Category;
import io.entracep.event.Party;
import io.entracep.event.Risk;
import org.jspecify.annotations.Nullable;

/** What the risk logs tell. */
final class RiskParts {

    private RiskParts() {}

    /** Who is at risk. The logs of states have its object id as the id of the record. */
    static @Nullable Party actor(RawRecord record, Category category) {
        boolean isState =
                category == Category.RISKY_USER || category == Category.RISKY_SERVICE_PRINCIPAL;
        if (category == Category.RISKY_USER || category == Category.USER_RISK_EVENT) {
            String id = Values.id(record.get(isState ? Field.ID : Field.USER_ID));
            String name = Values.userPrincipalName(record.get(Field.USER_NAME), id);
            return party("User", id, name != null ? name : record.present(Field.DISPLAY_NAME));
        }
        String id = Values.id(record.get(isState ? Field.ID : Field.SERVICE_PRINCIPAL_ID));
        String name = record.present(Field.SERVICE_PRINCIPAL_NAME);
        if (name == null) {
            name = Values.first(record.get(Field.PLAIN_NAME), record.get(Field.APP_NAME));
        }
        return party("ServicePrincipal", id, name);
    }

    /** The older {@code riskType} stands in where the newer field is missing. */
    static Risk risk(RawRecord record) {
        String type = Values.lower(record.get(Field.RISK_EVENT_TYPE));
        return new Risk(
                type != null ? type : Values.lower(record.get(Field.RISK_TYPE)),
                Values.risk(record.get(Field.RISK_LEVEL)),
                Values.lower(record.get(Field.RISK_STATE)),
                Values.risk(record.get(Field.RISK_DETAIL)),
                Values.lower(record.get(Field.REQUEST_ID)));
    }

    private static @Nullable Party party(String kind, @Nullable String id, @Nullable String name) {
        return id == null && name == null ? null : new Party(kind, id, name);
    }
}

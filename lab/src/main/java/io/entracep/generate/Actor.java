package io.entracep.generate;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Who an audit record says did it.
 *
 * @param id object id of the account, or of the application's service principal
 * @param name user principal name, or name of the application
 * @param ip null where the vendor leaves it out: applications and PIM
 */
record Actor(String id, String name, @Nullable String ip, boolean isApplication) {

    static Actor user(Account account, @Nullable String ip) {
        return new Actor(account.id(), account.upn(), ip, false);
    }

    static Actor application(String id, String name) {
        return new Actor(id, name, null, true);
    }

    void write(JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("initiatedBy");
        json.writeObjectFieldStart(isApplication ? "app" : "user");
        if (isApplication) {
            json.writeNullField("appId");
            json.writeStringField("displayName", name);
            json.writeStringField("servicePrincipalId", id);
            json.writeNullField("servicePrincipalName");
        } else {
            json.writeStringField("id", id);
            json.writeNullField("displayName");
            json.writeStringField("userPrincipalName", name);
            if (ip != null) {
                json.writeStringField("ipAddress", ip);
            }
            json.writeArrayFieldStart("roles");
            json.writeEndArray();
        }
        json.writeEndObject();
        json.writeEndObject();
    }
}

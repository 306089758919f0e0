package io.entracep.broker;

import java.util.List;

/**
 * How clients log in to a broker with TLS: like to Event Hubs, as user {@code $ConnectionString}
 * with the connection string as password.
 *
 * @param certificate what the broker shows
 * @param connectionString the password; made up, without quotes or backslashes
 * @param mechanisms ways to log in that are offered; {@link #PASSWORD} for the broker itself
 */
record BrokerLogin(
        BrokerCertificate certificate, String connectionString, List<String> mechanisms) {
    /** User and password. */
    static final String PASSWORD = "PLAIN";

    /** A token; its signature is not checked. */
    static final String TOKEN = "OAUTHBEARER";

    /** The user name that Event Hubs prescribes for a login by connection string. */
    static final String USER = "$ConnectionString";

    @Override
    public String toString() {
        return "BrokerLogin[" + USER + "]";
    }
}

package io.entracep.broker;

/**
 * How clients log in to a broker with TLS: like to Event Hubs, as user {@code $ConnectionString}
 * with the connection string as password.
 *
 * @param certificate what the broker shows
 * @param connectionString the password; made up, without quotes or backslashes
 */
record BrokerLogin(BrokerCertificate certificate, String connectionString) {

    /** The user name that Event Hubs prescribes for a login by connection string. */
    static final String USER = "$ConnectionString";

    @Override
    public String toString() {
        return "BrokerLogin[" + USER + "]";
    }
}

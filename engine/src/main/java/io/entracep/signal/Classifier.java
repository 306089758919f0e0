package io.entracep.signal;

import io.entracep.event.EntraEvent;
import io.entracep.event.Outcome;

/** Tells which signals an event gives. A pure function of the one event. */
public final class Classifier {
    private Classifier() {}

    /** The signals of the event. */
    public static SignalSet classify(EntraEvent event) {
        SignalBits bits = new SignalBits();
        switch (event.category()) {
            case SIGN_IN, NON_INTERACTIVE_SIGN_IN, ADFS_SIGN_IN ->
                    SignInSignals.classify(event, bits);
            case SERVICE_PRINCIPAL_SIGN_IN,
                    MANAGED_IDENTITY_SIGN_IN,
                    MICROSOFT_SERVICE_PRINCIPAL_SIGN_IN -> {
                bits.add(Signal.WORKLOAD_SIGN_IN);
                bits.addIf(event.outcome() == Outcome.SUCCESS, Signal.WORKLOAD_SIGN_IN_SUCCESS);
            }
            case AUDIT -> AuditSignals.classify(event, bits);
            case AZURE_ACTIVITY -> AuditSignals.classifyAzure(event, bits);
            case USER_RISK_EVENT -> bits.add(Signal.USER_RISK_DETECTED);
            case RISKY_USER -> bits.add(Signal.USER_RISK_STATE);
            case RISKY_SERVICE_PRINCIPAL, SERVICE_PRINCIPAL_RISK_EVENT ->
                    bits.add(Signal.WORKLOAD_RISK);
            case PROVISIONING -> bits.add(Signal.PROVISIONING);
            case GRAPH_ACTIVITY -> bits.add(Signal.GRAPH_CALL);
            case DOMAIN_SERVICES, KEY_VAULT, OTHER, FINDING -> {
                // Kept and counted; rules alone read them.
            }
        }
        return bits.toSet();
    }
}

package io.entracep.decode;

import io.entracep.event.Category;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The log that a {@code category} or a Log Analytics table ({@code Type}) names, ignoring case.
 * Documentation and records spell the names differently: {@code SignIn} and {@code SignInLogs}.
 */
final class Categories {

    /**
     * Categories of the Azure Activity log. Other resources use some of these names too, so the
     * operation decides: it is a path there.
     */
    private static final Set<String> AZURE_ACTIVITY =
            Set.of(
                    "administrative",
                    "write",
                    "action",
                    "delete",
                    "policy",
                    "security",
                    "resourcehealth",
                    "servicehealth",
                    "alert",
                    "recommendation",
                    "autoscale");

    /** Before the name of a log where it names a container of a storage account, or a hub. */
    private static final String CONTAINER = "insights-logs-";

    private static final Map<String, Category> BY_NAME = names();

    private Categories() {}

    /** The log of an envelope; null where the name is of none that is known. */
    static @Nullable Category of(
            @Nullable String category, @Nullable String operation, @Nullable String resourceId) {
        if (category == null) {
            return null;
        }
        Category exact = BY_NAME.get(category);
        if (exact != null) {
            return exact;
        }
        String name = category.toLowerCase(Locale.ROOT);
        if (name.startsWith(CONTAINER)) {
            name = name.substring(CONTAINER.length());
        }
        Category known = BY_NAME.get(name);
        if (known != null) {
            return known;
        }
        if (AZURE_ACTIVITY.contains(name)
                && ((operation != null && operation.indexOf('/') > 0) || isRoles(resourceId))) {
            return Category.AZURE_ACTIVITY;
        }
        if (name.equals(Category.KEY_VAULT.key()) && isKeyVault(resourceId)) {
            return Category.KEY_VAULT;
        }
        if (BY_NAME.get(name.replace(" ", "").replace("-", "")) == Category.DOMAIN_SERVICES
                || isDomainServices(resourceId)) {
            return Category.DOMAIN_SERVICES;
        }
        return null;
    }

    /**
     * Privileged identity management for Azure roles names its operations as the audit log does.
     */
    private static boolean isRoles(@Nullable String resourceId) {
        return resourceId != null
                && resourceId.toLowerCase(Locale.ROOT).endsWith("/providers/azurerbac");
    }

    /** Other resources call their audit log so, too. */
    private static boolean isKeyVault(@Nullable String resourceId) {
        return resourceId != null
                && resourceId.toLowerCase(Locale.ROOT).contains("/microsoft.keyvault/");
    }

    private static boolean isDomainServices(@Nullable String resourceId) {
        return resourceId != null
                && resourceId.toLowerCase(Locale.ROOT).contains("/microsoft.aad/domainservices");
    }

    private static Map<String, Category> names() {
        Map<String, Category> names = new HashMap<>();
        for (Category category : Category.values()) {
            if (category != Category.OTHER
                    && category != Category.FINDING
                    && category != Category.AZURE_ACTIVITY
                    && category != Category.KEY_VAULT) {
                names.put(category.key(), category);
                names.put(category.logName(), category);
            }
        }
        names.put("audit", Category.AUDIT);
        names.put("customsecurityattributeauditlogs", Category.AUDIT);
        names.put("signin", Category.SIGN_IN);
        names.put("azureactivity", Category.AZURE_ACTIVITY);
        names.put("aadnoninteractiveusersigninlogs", Category.NON_INTERACTIVE_SIGN_IN);
        names.put("aadserviceprincipalsigninlogs", Category.SERVICE_PRINCIPAL_SIGN_IN);
        names.put("aadmanagedidentitysigninlogs", Category.MANAGED_IDENTITY_SIGN_IN);
        names.put("aadriskyusers", Category.RISKY_USER);
        names.put("aaduserriskevents", Category.USER_RISK_EVENT);
        names.put("aadriskyserviceprincipals", Category.RISKY_SERVICE_PRINCIPAL);
        names.put("aadserviceprincipalriskevents", Category.SERVICE_PRINCIPAL_RISK_EVENT);
        names.put("aadprovisioninglogs", Category.PROVISIONING);
        names.put("azureadgraphactivitylogs", Category.GRAPH_ACTIVITY);
        names.put("aadgraphactivitylogs", Category.GRAPH_ACTIVITY);
        names.put("azkvauditlogs", Category.KEY_VAULT);
        for (String audit :
                new String[] {
                    "accountlogon",
                    "accountmanagement",
                    "detailtracking",
                    "directoryserviceaccess",
                    "logonlogoff",
                    "objectaccess",
                    "policychange",
                    "privilegeuse",
                    "systemsecurity"
                }) {
            names.put(audit, Category.DOMAIN_SERVICES);
            names.put("aaddomainservices" + audit, Category.DOMAIN_SERVICES);
        }
        return Map.copyOf(names);
    }
}

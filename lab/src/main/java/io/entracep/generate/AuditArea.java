package io.entracep.generate;

/**
 * The part of the directory that wrote an audit record: service, category and prefix of its ids.
 */
enum AuditArea {
    USERS("Core Directory", "UserManagement", "Directory"),
    GROUPS("Core Directory", "GroupManagement", "Directory"),
    ROLES("Core Directory", "RoleManagement", "Directory"),
    APPLICATIONS("Core Directory", "ApplicationManagement", "Directory"),
    DEVICES("Core Directory", "Device", "Directory"),
    PIM("PIM", "RoleManagement", "PIM"),
    METHODS("Authentication Methods", "UserManagement", "Authentication Methods"),
    SELF_SERVICE("Self-service Password Management", "UserManagement", "SSPR"),
    POLICIES("Conditional Access", "Policy", "IPCGraph");

    private final String service;
    private final String category;
    private final String idPrefix;

    AuditArea(String service, String category, String idPrefix) {
        this.service = service;
        this.category = category;
        this.idPrefix = idPrefix;
    }

    String service() {
        return service;
    }

    String category() {
        return category;
    }

    String idPrefix() {
        return idPrefix;
    }
}

package io.entracep.signal;

/**
 * One thing that state is kept about, always inside a tenant. Its hash code is the same in every
 * process, so it can be the key of a stream; it is worked out once, since every access to state
 * asks for it.
 */
public final class Entity implements Comparable<Entity> {
    private final EntityType type;
    private final String tenantId;
    private final String id;
    private final int hash;

    /**
     * @param type what it is
     * @param tenantId tenant in lower case
     * @param id object id, network address or another identity within the tenant, never empty
     */
    public Entity(EntityType type, String tenantId, String id) {
        this.type = type;
        this.tenantId = tenantId;
        this.id = id;
        this.hash = (tenantId.hashCode() * 31 + type.number()) * 31 + id.hashCode();
    }

    public EntityType type() {
        return type;
    }

    public String tenantId() {
        return tenantId;
    }

    public String id() {
        return id;
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public boolean equals(Object other) {
        return this == other
                || (other instanceof Entity that
                        && hash == that.hash
                        && type == that.type
                        && id.equals(that.id)
                        && tenantId.equals(that.tenantId));
    }

    @Override
    public int compareTo(Entity that) {
        int byTenant = tenantId.compareTo(that.tenantId);
        int byType = byTenant != 0 ? byTenant : Integer.compare(type.number(), that.type.number());
        return byType != 0 ? byType : id.compareTo(that.id);
    }

    @Override
    public String toString() {
        return "Entity[type=" + type + ", tenantId=" + tenantId + ", id=" + id + "]";
    }
}

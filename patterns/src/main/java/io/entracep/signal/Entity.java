package io.entracep.signal;

/**
 * One thing that state is kept about, always inside a tenant. Its hash code is the same in every
 * process, so it can be the key of a stream.
 *
 * @param type what it is
 * @param tenantId tenant in lower case
 * @param id object id, network address or another identity within the tenant, never empty
 */
public record Entity(EntityType type, String tenantId, String id) implements Comparable<Entity> {

    @Override
    public int hashCode() {
        return (tenantId.hashCode() * 31 + type.number()) * 31 + id.hashCode();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Entity that
                && type == that.type
                && id.equals(that.id)
                && tenantId.equals(that.tenantId);
    }

    @Override
    public int compareTo(Entity that) {
        int byTenant = tenantId.compareTo(that.tenantId);
        int byType = byTenant != 0 ? byTenant : Integer.compare(type.number(), that.type.number());
        return byType != 0 ? byType : id.compareTo(that.id);
    }
}

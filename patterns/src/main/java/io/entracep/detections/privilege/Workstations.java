package io.entracep.detections.privilege;

import io.entracep.event.Device;
import io.entracep.event.EntraEvent;
import io.entracep.policy.PolicyInput;
import io.entracep.policy.TenantPolicy;
import io.entracep.signal.Observation;
import org.jspecify.annotations.Nullable;

/** Whether a sign-in came from a privileged access workstation, and what to keep to ask that. */
final class Workstations {
    private Workstations() {}

    /** Listed, and compliant and managed where the policy asks for it. */
    static boolean isPaw(Device device, TenantPolicy policy) {
        return policy.holds(PolicyInput.PAW_DEVICES, device.id())
                && (!policy.pawsMustBeCompliant() || device.compliant())
                && (!policy.pawsMustBeManaged() || device.managed());
    }

    /** The device in words. */
    static String label(Device device, TenantPolicy policy) {
        if (device.id() == null) {
            String system = device.operatingSystem();
            return "a device without identity" + (system == null ? "" : " (" + system + ")");
        }
        String name = device.name() == null ? device.id() : device.name();
        return policy.holds(PolicyInput.PAW_DEVICES, device.id()) && !isPaw(device, policy)
                ? name + ", a workstation that is not said to be compliant or managed"
                : name;
    }

    /** What sets sign-ins apart: device id and network, each empty where unknown. */
    static String deviceAndNetwork(Observation observation) {
        EntraEvent event = observation.event();
        return orEmpty(event.device().id()) + "|" + orEmpty(event.origin().network());
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}

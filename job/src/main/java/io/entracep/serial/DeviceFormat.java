package io.entracep.serial;

import static io.entracep.serial.Presence.bit;
import static io.entracep.serial.Presence.bitIf;
import static io.entracep.serial.Presence.has;

import io.entracep.event.Device;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** The block of a {@link Device}. */
final class DeviceFormat {

    private DeviceFormat() {}

    static void write(Device device, DataOutputView out) throws IOException {
        long bits =
                bit(0, device.id())
                        | bit(1, device.name())
                        | bit(2, device.operatingSystem())
                        | bit(3, device.browser())
                        | bit(4, device.trustType())
                        | bitIf(device.compliant(), 5)
                        | bitIf(device.managed(), 6);
        Varint.write(bits, out);
        Text.writeOptional(device.id(), out);
        Text.writeOptional(device.name(), out);
        Text.writeOptional(device.operatingSystem(), out);
        Text.writeOptional(device.browser(), out);
        Text.writeOptional(device.trustType(), out);
    }

    static Device read(DataInputView in) throws IOException {
        long bits = Presence.read(in, "Device", 7);
        return new Device(
                Text.readOptional(bits, 0, in),
                Text.readOptional(bits, 1, in),
                Text.readOptional(bits, 2, in),
                Text.readOptional(bits, 3, in),
                Text.readOptional(bits, 4, in),
                has(bits, 5),
                has(bits, 6));
    }
}

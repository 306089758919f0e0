package io.entracep.serial;

import static io.entracep.serial.Presence.bit;
import static io.entracep.serial.Presence.bitIf;
import static io.entracep.serial.Presence.has;

import io.entracep.event.Origin;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/** The block of an {@link Origin}. The network of an IPv4 address is the address: kept once. */
final class OriginFormat {

    private static final int IP = 0;
    private static final int NETWORK_IS_IP = 1;
    private static final int NETWORK = 2;
    private static final int COUNTRY = 3;
    private static final int STATE = 4;
    private static final int CITY = 5;
    private static final int LATITUDE = 6;
    private static final int LONGITUDE = 7;
    private static final int ASN = 8;
    private static final int USER_AGENT = 9;
    private static final int KNOWN = 10;

    private OriginFormat() {}

    static void write(Origin origin, DataOutputView out) throws IOException {
        boolean networkIsIp = origin.ip() != null && origin.ip().equals(origin.network());
        @Nullable String network = networkIsIp ? null : origin.network();
        long bits =
                bit(IP, origin.ip())
                        | bitIf(networkIsIp, NETWORK_IS_IP)
                        | bit(NETWORK, network)
                        | bit(COUNTRY, origin.country())
                        | bit(STATE, origin.state())
                        | bit(CITY, origin.city())
                        | bitIf(!Double.isNaN(origin.latitude()), LATITUDE)
                        | bitIf(!Double.isNaN(origin.longitude()), LONGITUDE)
                        | bitIf(origin.asn() != 0, ASN)
                        | bit(USER_AGENT, origin.userAgent());
        Varint.write(bits, out);
        Text.writeOptional(origin.ip(), out);
        Text.writeOptional(network, out);
        Text.writeOptional(origin.country(), out);
        Text.writeOptional(origin.state(), out);
        Text.writeOptional(origin.city(), out);
        if (has(bits, LATITUDE)) {
            out.writeDouble(origin.latitude());
        }
        if (has(bits, LONGITUDE)) {
            out.writeDouble(origin.longitude());
        }
        if (has(bits, ASN)) {
            Varint.write(origin.asn(), out);
        }
        Text.writeOptional(origin.userAgent(), out);
    }

    static Origin read(DataInputView in) throws IOException {
        long bits = Presence.read(in, "Origin", KNOWN);
        String ip = Text.readOptional(bits, IP, in);
        String network = has(bits, NETWORK_IS_IP) ? ip : Text.readOptional(bits, NETWORK, in);
        return new Origin(
                ip,
                network,
                Text.readOptional(bits, COUNTRY, in),
                Text.readOptional(bits, STATE, in),
                Text.readOptional(bits, CITY, in),
                has(bits, LATITUDE) ? in.readDouble() : Double.NaN,
                has(bits, LONGITUDE) ? in.readDouble() : Double.NaN,
                has(bits, ASN) ? Varint.read(in) : 0,
                Text.readOptional(bits, USER_AGENT, in));
    }
}

package io.entracep.serial;

import static io.entracep.serial.Presence.bit;
import static io.entracep.serial.Presence.bitIf;
import static io.entracep.serial.Presence.has;

import io.entracep.event.SignIn;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** The block of a {@link SignIn}. */
final class SignInFormat {

    private static final int KNOWN = 22;

    private SignInFormat() {}

    static void write(SignIn signIn, DataOutputView out) throws IOException {
        Varint.write(bits(signIn), out);
        if (signIn.errorCode() != 0) {
            Varint.write(Varint.fold(signIn.errorCode()), out);
        }
        Text.writeOptional(signIn.statusDetail(), out);
        Text.writeOptional(signIn.appId(), out);
        Text.writeOptional(signIn.appName(), out);
        Text.writeOptional(signIn.resourceId(), out);
        Text.writeOptional(signIn.resourceName(), out);
        Text.writeOptional(signIn.clientApp(), out);
        Text.writeOptional(signIn.requirement(), out);
        Text.writeOptional(signIn.protocol(), out);
        Text.writeOptional(signIn.incomingToken(), out);
        Text.writeOptional(signIn.method(), out);
        Text.writeOptional(signIn.stepDetail(), out);
        Text.writeOptional(signIn.userType(), out);
        Text.writeOptional(signIn.sessionId(), out);
        Text.writeOptional(signIn.alternateName(), out);
        Text.writeOptional(signIn.credentialId(), out);
        Text.writeOptional(signIn.riskLevel(), out);
        Text.writeOptional(signIn.conditionalAccess(), out);
        Text.writeOptional(signIn.originalRequestId(), out);
    }

    private static long bits(SignIn signIn) {
        return bitIf(signIn.errorCode() != 0, 0)
                | bit(1, signIn.statusDetail())
                | bit(2, signIn.appId())
                | bit(3, signIn.appName())
                | bit(4, signIn.resourceId())
                | bit(5, signIn.resourceName())
                | bit(6, signIn.clientApp())
                | bit(7, signIn.requirement())
                | bit(8, signIn.protocol())
                | bit(9, signIn.incomingToken())
                | bit(10, signIn.method())
                | bit(11, signIn.stepDetail())
                | bitIf(signIn.mfaCompleted(), 12)
                | bitIf(signIn.interactive(), 13)
                | bit(14, signIn.userType())
                | bit(15, signIn.sessionId())
                | bit(16, signIn.alternateName())
                | bit(17, signIn.credentialId())
                | bit(18, signIn.riskLevel())
                | bit(19, signIn.conditionalAccess())
                | bitIf(signIn.addressBlocked(), 20)
                | bit(21, signIn.originalRequestId());
    }

    static SignIn read(DataInputView in) throws IOException {
        long bits = Presence.read(in, "SignIn", KNOWN);
        return new SignIn(
                has(bits, 0) ? (int) Varint.unfold(Varint.read(in)) : 0,
                Text.readOptional(bits, 1, in),
                Text.readOptional(bits, 2, in),
                Text.readOptional(bits, 3, in),
                Text.readOptional(bits, 4, in),
                Text.readOptional(bits, 5, in),
                Text.readOptional(bits, 6, in),
                Text.readOptional(bits, 7, in),
                Text.readOptional(bits, 8, in),
                Text.readOptional(bits, 9, in),
                Text.readOptional(bits, 10, in),
                Text.readOptional(bits, 11, in),
                has(bits, 12),
                has(bits, 13),
                Text.readOptional(bits, 14, in),
                Text.readOptional(bits, 15, in),
                Text.readOptional(bits, 16, in),
                Text.readOptional(bits, 17, in),
                Text.readOptional(bits, 18, in),
                Text.readOptional(bits, 19, in),
                has(bits, 20),
                Text.readOptional(bits, 21, in));
    }
}

package dev.lavant.kafka;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/// A port that nothing listens on and that stays free until somebody means to listen there.
///
/// From below the range that systems deal out to outgoing connections (32768 on Linux, 49152 elsewhere, RFC 6335):
/// one of those can be taken by any client between the look and the listening, or while a broker is restarted, even by
/// a client that tries to reach that very broker.
public final class FreePort {
    private static final int FIRST = 20_000;
    private static final int AFTER_LAST = 32_768;
    private static final int TRIES = 1_000;

    private FreePort() {}

    /// Another one each time, by chance.
    ///
    /// @throws IllegalStateException when a thousand in a row are taken
    public static int pick() {
        return ThreadLocalRandom.current()
                .ints(TRIES, FIRST, AFTER_LAST)
                .filter(FreePort::free)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "no free port between " + FIRST + " and " + AFTER_LAST + ": stop what listens there"));
    }

    private static boolean free(int port) {
        try (var socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(port));
            return true;
        } catch (IOException _) {
            return false;
        }
    }
}

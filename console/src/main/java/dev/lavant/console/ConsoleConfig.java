package dev.lavant.console;

import dev.lavant.console.watch.Mask;
import dev.lavant.schemas.wire.Connection;

/// How a console runs.
///
/// @param connection to Kafka and the registry
/// @param mask what nobody is shown of dead letters
public record ConsoleConfig(Connection connection, Address address, Mask mask) {

    /// Where a console listens. On the loopback address it asks for no keys, elsewhere it does.
    ///
    /// @param host name or address of this machine, `0.0.0.0` for all of them
    /// @param port 0 picks a free one
    /// @param setting that chooses the port, for who finds it taken
    public record Address(String host, int port, String setting) {
        private static final String LOOPBACK = "localhost";

        /// Where only this machine comes to.
        public static Address loopback(int port) {
            return new Address(LOOPBACK, port, "--console-port");
        }

        /// Whether other machines may come to it.
        boolean reachable() {
            return !(host.equals(LOOPBACK) || host.matches("127(\\.\\d{1,3}){3}") || host.equals("::1"));
        }
    }
}

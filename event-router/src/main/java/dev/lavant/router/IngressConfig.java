package dev.lavant.router;

import dev.lavant.schemas.wire.Connection;
import dev.lavant.service.tls.TlsFiles;
import java.util.Optional;

/// How an ingress runs.
///
/// @param connection to Kafka and the registry
/// @param address to listen on
public record IngressConfig(Connection connection, Address address, Limits limits) {

    /// Who may send events.
    public enum Access {
        /// Anybody who reaches the address.
        ANYBODY,

        /// Who has an API key.
        KEYS
    }

    /// Where an ingress listens.
    ///
    /// @param host name or address of this machine, `0.0.0.0` for all of them
    /// @param port 0 picks a free one
    /// @param tls the certificate that it shows; empty where one speaks with it in the clear
    public record Address(String host, int port, Access access, Optional<TlsFiles> tls) {
        private static final String LOOPBACK = "localhost";

        public Address {
            if (access == Access.ANYBODY && !loopback(host)) {
                throw new IllegalArgumentException(
                        "on " + host + " other machines may reach the ingress, so it must ask for API keys");
            }
        }

        /// In the clear.
        public Address(String host, int port, Access access) {
            this(host, port, access, Optional.empty());
        }

        /// Where only this machine comes to, and need not show a key.
        public static Address loopback(int port) {
            return new Address(LOOPBACK, port, Access.ANYBODY);
        }

        /// On a host: it asks for keys unless that is the loopback address.
        public static Address of(String host, int port) {
            return new Address(host, port, loopback(host) ? Access.ANYBODY : Access.KEYS);
        }

        /// The same, with TLS where there are files for it.
        public Address with(Optional<TlsFiles> files) {
            return new Address(host, port, access, files);
        }

        private static boolean loopback(String host) {
            return host.equals(LOOPBACK) || host.matches("127(\\.\\d{1,3}){3}") || host.equals("::1");
        }
    }

    /// What an ingress takes at most.
    ///
    /// @param eventBytes largest request body, at least 1; Kafka's own limit for a record is about 1 MiB by default
    /// @param inHandBytes largest sum of the bodies of requests that are not answered yet; further ones get 503
    /// @param calls how many may wait for the result of a function at once; further ones get 503
    public record Limits(int eventBytes, int inHandBytes, int calls) {
        /// What fits a topic with Kafka's default settings, and a heap of a few hundred MiB.
        public static final Limits USUAL = new Limits(1_000_000, 32 << 20, 1_000);

        public Limits {
            if (inHandBytes < eventBytes) {
                throw new IllegalArgumentException(
                        "inHandBytes must be at least eventBytes, " + eventBytes + ", was " + inHandBytes);
            }
            if (eventBytes < 1) {
                throw new IllegalArgumentException("eventBytes must be at least 1, was " + eventBytes);
            }
            if (calls < 1) {
                throw new IllegalArgumentException("calls must be at least 1, was " + calls);
            }
        }
    }
}

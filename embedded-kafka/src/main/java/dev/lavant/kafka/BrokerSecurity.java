package dev.lavant.kafka;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// How a broker lets in only whom it knows, and each of them only to what is allowed: SASL/SCRAM over TLS, and the
/// authorizer that Kafka has.
///
/// @param admin name of the user who may do anything; the broker itself is that user, too
/// @param password of that user
/// @param keyStore with the broker's key and certificate, in PKCS #12
/// @param keyStorePassword of that file and of the key
/// @param certificate whom the broker trusts when it speaks to itself, in PEM
public record BrokerSecurity(String admin, String password, Path keyStore, String keyStorePassword, Path certificate) {
    private static final String MECHANISM = "SCRAM-SHA-512";

    /// Settings of a client that is somebody.
    public static Map<String, String> client(String user, String password, Path certificate) {
        return Map.of(
                "security.protocol",
                "SASL_SSL",
                "sasl.mechanism",
                MECHANISM,
                "sasl.jaas.config",
                login(user, password),
                "ssl.truststore.type",
                "PEM",
                "ssl.truststore.location",
                certificate.toString());
    }

    private static String login(String user, String password) {
        return "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"" + user + "\" password=\""
                + password + "\";";
    }

    /// The user that the data folder is formatted with: without one nobody could make the others.
    List<String> firstUser() {
        return List.of(MECHANISM + "=[name=" + admin + ",password=" + password + "]");
    }

    /// Settings of the broker. Its controller, which nobody but the broker speaks to, listens without security.
    Map<String, String> settings(int port, int controllerPort) {
        return Map.ofEntries(
                Map.entry("listeners", "SASL_SSL://localhost:" + port + ",CONTROLLER://localhost:" + controllerPort),
                Map.entry("advertised.listeners", "SASL_SSL://localhost:" + port),
                Map.entry("listener.security.protocol.map", "SASL_SSL:SASL_SSL,CONTROLLER:PLAINTEXT"),
                Map.entry("inter.broker.listener.name", "SASL_SSL"),
                Map.entry("sasl.enabled.mechanisms", MECHANISM),
                Map.entry("sasl.mechanism.inter.broker.protocol", MECHANISM),
                Map.entry("listener.name.sasl_ssl.scram-sha-512.sasl.jaas.config", login(admin, password)),
                Map.entry("ssl.keystore.type", "PKCS12"),
                Map.entry("ssl.keystore.location", keyStore.toString()),
                Map.entry("ssl.keystore.password", keyStorePassword),
                Map.entry("ssl.key.password", keyStorePassword),
                Map.entry("ssl.truststore.type", "PEM"),
                Map.entry("ssl.truststore.location", certificate.toString()),
                Map.entry("authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer"),
                Map.entry("super.users", "User:" + admin + ";User:ANONYMOUS"));
    }

    /// Without the passwords.
    @Override
    public String toString() {
        return "BrokerSecurity[" + admin + "]";
    }
}

package dev.lavant.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lavant.schemas.launch.ClientFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {
    @TempDir
    Path folder;

    @Test
    void everything_that_is_missing_is_told_at_once_with_an_example() {
        var settings = Settings.of(Map.of());
        var _ = settings.connection();
        Path _ = settings.folder("LAVANT_FOLDER", "the state of Kafka Streams");

        assertThatThrownBy(settings::check).isInstanceOf(WrongSettings.class).hasMessage("""
                        LAVANT_BOOTSTRAP_SERVERS is not set: it says where Kafka is, for example  \
                        LAVANT_BOOTSTRAP_SERVERS=kafka-1:9092,kafka-2:9092
                        LAVANT_SCHEMA_REGISTRY_URL is not set: it says where a Confluent-compatible schema registry is, \
                        for example  LAVANT_SCHEMA_REGISTRY_URL=http://registry:8081
                        LAVANT_FOLDER is not set: it says which folder is for the state of Kafka Streams, for example  \
                        LAVANT_FOLDER=/var/lib/lavant""");
    }

    @Test
    void what_cannot_be_used_is_told_with_its_bounds() {
        var settings = Settings.of(Map.of(
                "LAVANT_BOOTSTRAP_SERVERS", "k:9092",
                "LAVANT_SCHEMA_REGISTRY_URL", "registry:8081",
                "LAVANT_PORT", "70000",
                "LAVANT_KEEP_ALIVE_SECONDS", "a while"));
        var _ = settings.connection();
        int _ = settings.port("LAVANT_PORT", 8080);
        Duration _ = settings.seconds("LAVANT_KEEP_ALIVE_SECONDS", 60);

        assertThatThrownBy(settings::check).hasMessage("""
                        LAVANT_SCHEMA_REGISTRY_URL must be a URL such as http://registry:8081, was registry:8081
                        LAVANT_PORT must be from 0 to 65535, was 70000
                        LAVANT_KEEP_ALIVE_SECONDS must be a whole number, was a while""");
    }

    @Test
    void what_is_not_said_is_as_usual() {
        var settings = Settings.of(Map.of("LAVANT_LISTEN", " "));

        assertThat(settings.listen()).isEqualTo("localhost");
        assertThat(settings.healthPort()).isEqualTo(8090);
        assertThat(settings.seconds("LAVANT_KEEP_ALIVE_SECONDS", 60)).isEqualTo(Duration.ofMinutes(1));
        settings.check();
    }

    @Test
    void kafka_clients_get_the_settings_of_a_file_and_nobody_prints_them() throws Exception {
        Path file = Files.writeString(
                folder.resolve("client.properties"), "security.protocol=SASL_SSL\nsasl.jaas.config=a secret\n");
        var settings = Settings.of(Map.of(
                "LAVANT_BOOTSTRAP_SERVERS",
                "k:9092",
                "LAVANT_SCHEMA_REGISTRY_URL",
                "http://r:8081",
                ClientFile.VARIABLE,
                file.toString()));

        var connection = settings.connection();

        assertThat(connection.client())
                .containsOnly(
                        Map.entry("bootstrap.servers", "k:9092"),
                        Map.entry("security.protocol", "SASL_SSL"),
                        Map.entry("sasl.jaas.config", "a secret"));
        assertThat(connection).hasToString("Connection[k:9092, http://r:8081]");
        settings.check();
    }

    @Test
    void a_file_that_is_not_there_is_told() {
        Path missing = folder.resolve("missing.properties");
        var settings =
                Settings.of(Map.of("LAVANT_BOOTSTRAP_SERVERS", "k:9092", ClientFile.VARIABLE, missing.toString()));
        var _ = settings.kafka();

        assertThatThrownBy(settings::check)
                .hasMessageStartingWith("LAVANT_CLIENT_PROPERTIES names a file that cannot be read")
                .hasMessageContaining(missing.toString())
                .hasMessageEndingWith("one KEY=VALUE a line, or do not set it");
    }

    @Test
    void half_a_certificate_is_a_fault_and_so_is_one_that_cannot_be_used() {
        var half = Settings.of(Map.of("LAVANT_TLS_CERTIFICATE", "cert.pem"));
        assertThat(half.tls()).isEmpty();
        assertThatThrownBy(half::check)
                .hasMessage("LAVANT_TLS_KEY is not set, and LAVANT_TLS_CERTIFICATE is: set both for TLS, each to a file"
                        + " in PEM, or none");
        var otherHalf = Settings.of(Map.of("LAVANT_TLS_KEY", "key.pem"));
        assertThat(otherHalf.tls()).isEmpty();
        assertThatThrownBy(otherHalf::check)
                .hasMessageStartingWith("LAVANT_TLS_CERTIFICATE is not set, and LAVANT_TLS_KEY is");
        Path none = folder.resolve("none.pem");
        var absent = Settings.of(Map.of("LAVANT_TLS_CERTIFICATE", none.toString(), "LAVANT_TLS_KEY", none.toString()));
        assertThat(absent.tls()).isPresent();
        assertThatThrownBy(absent::check)
                .hasMessage("the TLS certificate " + none
                        + " cannot be read, there is no such file: name a file that this process may read");
        assertThat(Settings.of(Map.of()).tls()).isEmpty();
    }
}

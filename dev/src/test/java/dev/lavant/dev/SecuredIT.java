package dev.lavant.dev;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lavant.kafka.BrokerSecurity;
import dev.lavant.kafka.EmbeddedBroker;
import dev.lavant.kafka.FreePort;
import dev.lavant.schemas.topics.Topics;
import dev.lavant.schemas.wire.Connection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialAlteration;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A broker that knows everybody by SCRAM over TLS and allows what `lavant acl` says and nothing else; each part is a
/// user of its own, and so are the hosts of each function.
class SecuredIT {
    private static final Path HOME = ServiceProcess.HOME;
    private static final List<String> USERS =
            List.of("registry", "router", "autoscaler", "billing", "host-receipt", "host-thumbnail");
    private static final String PASSWORD = "of-nobodys-business-";

    @TempDir
    Path folder;

    @Test
    void a_function_runs_and_is_billed_with_exactly_these_rights_and_one_step_more_is_denied() throws Exception {
        Path certificate = certificate();
        var security = new BrokerSecurity(
                "admin", password("admin"), folder.resolve("broker.p12"), PASSWORD + "keys", certificate);
        try (var broker = EmbeddedBroker.startSecured(folder.resolve("kafka"), security)) {
            makeUsers(broker, certificate);
            int registryPort = FreePort.pick();
            var platform = new Platform(broker.bootstrapServers(), registryPort, FreePort.pick());
            startAndRun(platform);
            requireDenials(platform);
        }
    }

    private void startAndRun(Platform platform) {
        allow(platform, "registry");
        try (var registry = platform.part("schema-registry", "registry", "dev.lavant.registry.Main", Map.of())
                .ready()) {
            String photoShop = HOME.resolve("examples/photo-shop").toString();
            assertThat(platform.type("deploy", photoShop)).contains("receipt");
            allow(platform, "router", "billing", "autoscaler", "host");
            runOnePurchase(platform, registry);
        }
    }

    private void runOnePurchase(Platform platform, ServiceProcess registry) {
        try (var router = platform.part("event-router", "router", "dev.lavant.router.Main", Map.of());
                var billing = platform.part("billing", "billing", "dev.lavant.billing.Main", Map.of());
                var autoscaler = platform.part(
                        "autoscaler",
                        "autoscaler",
                        "dev.lavant.autoscaler.Main",
                        Map.of(
                                "LAVANT_DRIVER",
                                "process",
                                "LAVANT_HOME",
                                HOME.toString(),
                                "LAVANT_TICK_MILLIS",
                                "200",
                                "LAVANT_HOST_CLIENT_PROPERTIES",
                                folder.resolve("host-{function}.properties").toString()))) {
            List.of(router, billing, autoscaler).forEach(ServiceProcess::ready);

            assertThat(StandaloneParts.buy(platform.port(), "1", "none is needed"))
                    .isEqualTo(202);

            StandaloneParts.awaitBilled(platform.connection("admin"), 1);
            requireNoSecretInSight();
            for (var part : List.of(autoscaler, router, billing, registry)) {
                assertThat(part.end()).as(part.log()).isZero();
                assertThat(part.log()).doesNotContain(PASSWORD, "AuthorizationException");
            }
        }
    }

    /// Neither `ps` shows a password, nor a host's environment, nor what one has printed; nor was one denied what it
    /// needs.
    private void requireNoSecretInSight() {
        List<ProcessHandle> all = ProcessHandle.current().descendants().toList();
        assertThat(all).hasSizeGreaterThanOrEqualTo(5);
        all.forEach(process -> {
            assertThat(process.info().commandLine().orElse("")).doesNotContain(PASSWORD);
            assertThat(text(Path.of("/proc/" + process.pid() + "/environ"))).doesNotContain(PASSWORD);
        });
        try (Stream<Path> logs = Files.walk(folder.resolve("autoscaler/logs"))) {
            List<Path> printed = logs.filter(Files::isRegularFile).toList();
            assertThat(printed)
                    .isNotEmpty()
                    .allSatisfy(log -> assertThat(text(log)).doesNotContain(PASSWORD, "AuthorizationException"));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /// For each one step more than it needs.
    private static void requireDenials(Platform platform) {
        requireUnreadable(platform, "host-receipt", Topics.STATEMENTS);
        requireUnreadable(platform, "host-receipt", "uploads");
        requireUnreadable(platform, "billing", "purchases");
        requireUnreadable(platform, "registry", Topics.FUNCTIONS);
        requireUnwritable(platform, "host-receipt", Topics.STATEMENTS);
        requireUnwritable(platform, "host-thumbnail", "receipts");
        requireUnwritable(platform, "router", Topics.USAGE);
        requireUnwritable(platform, "autoscaler", Topics.USAGE);
        requireUnwritable(platform, "billing", Topics.USAGE);
        requireUnwritable(platform, "registry", Topics.FUNCTIONS);
    }

    private static void requireUnreadable(Platform platform, String user, String topic) {
        try (var consumer = new KafkaConsumer<>(
                platform.connection(user).properties(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            var partition = new TopicPartition(topic, 0);
            consumer.assign(List.of(partition));
            assertThatThrownBy(() -> consumer.beginningOffsets(List.of(partition)))
                    .as("%s reads %s", user, topic)
                    .isInstanceOf(TopicAuthorizationException.class);
        }
    }

    private static void requireUnwritable(Platform platform, String user, String topic) {
        try (var producer = new KafkaProducer<>(
                platform.connection(user).properties(), new ByteArraySerializer(), new ByteArraySerializer())) {
            assertThatThrownBy(() -> producer.send(new ProducerRecord<>(topic, new byte[1]))
                            .get())
                    .as("%s writes %s", user, topic)
                    .hasRootCauseInstanceOf(TopicAuthorizationException.class);
        }
    }

    /// As whoever runs the cluster types it.
    private static void allow(Platform platform, String... parts) {
        var words = new ArrayList<>(List.of("acl", "--apply"));
        words.addAll(List.of(parts));
        assertThat(platform.type(words.toArray(String[]::new))).contains(" ACLs are in place.");
    }

    private final class Platform {
        private final String bootstrapServers;
        private final URI registry;
        private final int port;

        Platform(String bootstrapServers, int registryPort, int port) {
            this.bootstrapServers = bootstrapServers;
            this.registry = URI.create("http://localhost:" + registryPort);
            this.port = port;
        }

        int port() {
            return port;
        }

        Connection connection(String user) {
            var client = new HashMap<String, String>();
            load(file(user)).forEach((key, value) -> client.put(key.toString(), value.toString()));
            client.put("bootstrap.servers", bootstrapServers);
            return new Connection(client, registry);
        }

        ServiceProcess part(String module, String user, String main, Map<String, String> more) {
            int listenOn = module.equals("schema-registry") ? registry.getPort() : port;
            var settings = new HashMap<>(Map.of(
                    "LAVANT_BOOTSTRAP_SERVERS", bootstrapServers,
                    "LAVANT_SCHEMA_REGISTRY_URL", registry.toString(),
                    "LAVANT_PORT", Integer.toString(listenOn),
                    "LAVANT_FOLDER", folder.resolve(module).toString(),
                    "LAVANT_CLIENT_PROPERTIES", file(user).toString()));
            settings.putAll(more);
            return ServiceProcess.start(module, main, folder, settings);
        }

        /// What the command has said.
        String type(String... words) {
            var typed = new ArrayList<>(List.of(words));
            typed.addAll(List.of(
                    "--bootstrap-servers=" + bootstrapServers,
                    "--registry=" + registry,
                    "--client-properties=" + file("admin")));
            var answer = DevProcess.type(folder, typed.toArray(String[]::new));
            assertThat(answer.exit()).as(answer.out() + answer.err()).isZero();
            return answer.out() + answer.err();
        }
    }

    private void makeUsers(EmbeddedBroker broker, Path certificate) throws Exception {
        write("admin", certificate);
        var settings = new HashMap<String, Object>(BrokerSecurity.client("admin", password("admin"), certificate));
        settings.put("bootstrap.servers", broker.bootstrapServers());
        try (var admin = Admin.create(settings)) {
            List<UserScramCredentialAlteration> users = USERS.stream()
                    .<UserScramCredentialAlteration>map(user -> new UserScramCredentialUpsertion(
                            "lavant-" + user,
                            new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 4096),
                            password(user)))
                    .toList();
            admin.alterUserScramCredentials(users).all().get();
        }
        for (String user : USERS) {
            write(user, certificate);
        }
    }

    private void write(String user, Path certificate) throws IOException {
        var properties = new Properties();
        String name = user.equals("admin") ? user : "lavant-" + user;
        properties.putAll(BrokerSecurity.client(name, password(user), certificate));
        try (var writer = Files.newBufferedWriter(file(user))) {
            properties.store(writer, user);
        }
    }

    private Path file(String user) {
        return folder.resolve(user + ".properties");
    }

    private static Properties load(Path file) {
        var properties = new Properties();
        try (var reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return properties;
    }

    private static String password(String user) {
        return PASSWORD + user;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException ended) {
            return "";
        }
    }

    /// A key of the broker, made by the JDK's own tool, and its certificate.
    private Path certificate() throws Exception {
        String store = folder.resolve("broker.p12").toString();
        Path certificate = folder.resolve("broker.pem");
        keytool(
                "-genkeypair",
                "-alias",
                "broker",
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-validity",
                "2",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=dns:localhost,ip:127.0.0.1",
                "-storetype",
                "PKCS12",
                "-keystore",
                store);
        keytool("-exportcert", "-rfc", "-alias", "broker", "-keystore", store, "-file", certificate.toString());
        return certificate;
    }

    private static void keytool(String... words) throws Exception {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of(words));
        command.addAll(List.of("-storepass:env", "KEYS"));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("KEYS", PASSWORD + "keys");
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }
}

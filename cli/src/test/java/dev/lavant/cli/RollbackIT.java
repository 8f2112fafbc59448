package dev.lavant.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lavant.deploy.publish.Deployer;
import dev.lavant.deploy.publish.Deployments;
import dev.lavant.local.LocalPlatform;
import dev.lavant.manifest.FunctionManifest;
import dev.lavant.manifest.FunctionManifest.Data;
import dev.lavant.manifest.FunctionManifest.Format;
import dev.lavant.manifest.FunctionManifest.Payload;
import dev.lavant.manifest.FunctionManifest.Shape;
import dev.lavant.manifest.ManifestFile;
import dev.lavant.manifest.Origin;
import dev.lavant.manifest.Setting;
import dev.lavant.manifest.Settings;
import dev.lavant.schemas.FunctionDeployment;
import dev.lavant.schemas.Statement;
import dev.lavant.schemas.TenantCaps;
import dev.lavant.schemas.artifact.ArtifactStore;
import dev.lavant.schemas.topics.Topics;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `lavant rollback` looks at a revision as `lavant deploy` does: much may have changed since it was deployed.
class RollbackIT {
    @TempDir
    static Path folder;

    private static LocalPlatform platform;
    private static Terminal terminal;
    private static Deployer deployer;

    @BeforeAll
    static void start() {
        platform = LocalPlatform.start();
        terminal = Terminal.in(folder)
                .at(
                        platform.connection().bootstrapServers(),
                        platform.connection().schemaRegistry());
        deployer = new Deployer(platform.connection(), 2);
        deployer.preparePlatform();
    }

    @AfterAll
    static void stop() {
        platform.close();
    }

    @Test
    void a_revision_that_passes_the_checks_comes_back_with_its_settings_and_its_topics() throws Exception {
        String name = deployedTwice(Settings.none());
        platform.admin().deleteTopics(List.of(name + "-out")).all().get();

        var answer = terminal.type("rollback " + name);

        assertThat(answer.exit()).as(answer.err()).isZero();
        assertThat(answer.err())
                .contains("topic " + name + "-out is not there, it is made")
                .contains(name + " goes back to revision 1, as revision 3.");
        assertThat(platform.admin().listTopics().names().get()).contains(name + "-out");
        FunctionDeployment now = deployer.deployed().get(name);
        assertThat(now.getRolledBackTo()).isEqualTo(1);
        assertThat(now.getTimeoutMillis()).isEqualTo(5_000);
        assertThat(now.getArtifacts()).hasSize(1);
        assertThat(terminal.type("rollback " + name + " --to 1").err())
                .contains(name + " is as in revision 1 already: nothing was changed.");
    }

    @Test
    void one_that_cannot_read_the_newest_events_is_refused() throws Exception {
        String name = deployedTwice(Settings.none());
        var schema =
                SchemaBuilder.record("Other").fields().requiredString("word").endRecord();
        var other = new GenericRecordBuilder(schema).set("word", "new").build();
        byte[] _ = platform.wire().encode(name + "-in", other);

        var answer = terminal.type("rollback " + name);

        assertThat(answer.exit()).isEqualTo(5);
        assertThat(answer.err())
                .contains("fail  " + name + ": cannot read the newest events of " + name + "-in as "
                        + Statement.class.getName())
                .contains("error: nothing was rolled back")
                .contains("The check of revision 1 of " + name + " failed, see above.")
                .contains("lavant describe " + name);
        assertThat(deployer.deployed().get(name).getRevision()).isEqualTo(2);
    }

    @Test
    void what_is_beyond_the_caps_of_now_is_cut_and_a_circle_is_told() throws Exception {
        String name = deployedTwice(Settings.none().with(Setting.MEMORY, "1Gi", Origin.DEPLOY));
        deploy(function("back-" + name, name + "-out", name + "-in", Settings.none()));
        var caps = TenantCaps.newBuilder().setTenant(name).setMemoryMib(512).build();
        platform.produce(new ProducerRecord<>(
                Topics.TENANTS,
                name.getBytes(StandardCharsets.UTF_8),
                platform.wire().encode(Topics.TENANTS, caps)));

        var answer = terminal.type("rollback " + name);

        assertThat(answer.exit()).as(answer.err()).isZero();
        assertThat(answer.err())
                .contains("warn  " + name + ": memory is cut from 1Gi to 512Mi, the cap of tenant " + name)
                .contains("hand events round in a circle");
        assertThat(deployer.deployed().get(name).getMemoryMib()).isEqualTo(512);
    }

    @Test
    void one_whose_code_is_gone_is_refused() throws Exception {
        String name = "gone-" + UUID.randomUUID();
        FunctionManifest function = function(name, name + "-in", name + "-out", Settings.none());
        deployAs(function, builder -> builder.setClasspath(List.of("/no/such/classes")));
        deploy(function(name, name + "-in", name + "-out", Settings.none().with(Setting.TIMEOUT, "9s", Origin.DEPLOY)));

        var answer = terminal.type("rollback " + name);

        assertThat(answer.exit()).isEqualTo(1);
        assertThat(answer.err())
                .contains("error: the code of revision 1 of " + name + " cannot be had")
                .contains("No function '" + name + "' is in /no/such/classes.")
                .contains("lavant describe " + name)
                .contains("lavant deploy DIR");
    }

    /// Deployed with a deadline of 5 s, and then with one of 9 s.
    private static String deployedTwice(Settings more) throws IOException {
        String name = "price-" + UUID.randomUUID();
        for (String timeout : List.of("5s", "9s")) {
            deploy(function(name, name + "-in", name + "-out", more.with(Setting.TIMEOUT, timeout, Origin.DEPLOY)));
        }
        return name;
    }

    private static void deploy(FunctionManifest function) throws IOException {
        var artifact = new ArtifactStore(platform.connection().properties()).publish(jar(function));
        deployAs(function, builder -> builder.setArtifacts(List.of(artifact)));
    }

    private static void deployAs(FunctionManifest function, UnaryOperator<FunctionDeployment.Builder> code) {
        var deployment = Deployments.of(function, function.name(), List.of(), Instant.now());
        deployer.deploy(
                List.of(code.apply(FunctionDeployment.newBuilder(deployment)).build()), deployer.deployed());
    }

    /// The compiler's word on a function, and no class: nothing runs it, and its event type is on our class path.
    private static Path jar(FunctionManifest function) throws IOException {
        Path jar = folder.resolve(function.name() + "-" + UUID.randomUUID() + ".jar");
        var manifest = new StringWriter();
        ManifestFile.write(List.of(function), manifest);
        try (var zip = new ZipOutputStream(Files.newOutputStream(jar))) {
            zip.putNextEntry(new ZipEntry(ManifestFile.FOLDER + "/" + function.name() + ".json"));
            zip.write(manifest.toString().getBytes(StandardCharsets.UTF_8));
        }
        return jar;
    }

    private static FunctionManifest function(String name, String reads, String writes, Settings more) {
        var settings = Settings.none();
        Map<Setting, String> usual = Map.ofEntries(
                Map.entry(Setting.TOPICS, reads),
                Map.entry(Setting.OUTPUTS, writes),
                Map.entry(Setting.TIMEOUT, "30s"),
                Map.entry(Setting.MEMORY, "256Mi"),
                Map.entry(Setting.CONCURRENCY, "4"),
                Map.entry(Setting.ORDERING, "KEY"),
                Map.entry(Setting.ATTEMPTS, "3"),
                Map.entry(Setting.BACKOFF, "200ms"),
                Map.entry(Setting.MAX_BACKOFF, "5m"),
                Map.entry(Setting.BATCH_MAX, "1"),
                Map.entry(Setting.BATCH_WAIT, "0ms"),
                Map.entry(Setting.START_FROM, "LATEST"),
                Map.entry(Setting.TARGET_LATENCY, "10s"),
                Map.entry(Setting.MAX_HOSTS, "2"));
        for (Map.Entry<Setting, String> one : usual.entrySet()) {
            settings = settings.with(one.getKey(), one.getValue(), Origin.ANNOTATION);
        }
        for (Map.Entry<Setting, Settings.Value> one : more.values().entrySet()) {
            settings = settings.with(
                    one.getKey(), one.getValue().text(), one.getValue().origin());
        }
        var payload = new Payload(new Data(Statement.class.getName(), Format.AVRO), Shape.DATA);
        return new FunctionManifest(name, "shop.Prices", "price", "Prices.", payload, Optional.empty(), settings);
    }
}

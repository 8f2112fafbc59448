package dev.lavant.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lavant.schemas.Artifact;
import dev.lavant.schemas.artifact.ArtifactStore;
import dev.lavant.schemas.topics.Topics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArtifactStoreIT {
    private static LocalPlatform platform;
    private static ArtifactStore store;

    @TempDir
    Path folder;

    @BeforeAll
    static void start() {
        platform = LocalPlatform.start();
        platform.createTopic(Topics.ARTIFACTS, 1, Map.of("cleanup.policy", "compact"));
        store = new ArtifactStore(platform.connection().properties());
    }

    @AfterAll
    static void stop() {
        platform.close();
    }

    @ParameterizedTest(name = "{0} bytes")
    @ValueSource(ints = {1, 512 << 10, (512 << 10) + 1, 3_000_000})
    void a_file_comes_out_as_it_went_in(int size) throws Exception {
        byte[] content = new byte[size];
        new Random(size).nextBytes(content);
        Path in = Files.write(folder.resolve("in.jar"), content);

        Artifact artifact = store.publish(in);
        Path out = folder.resolve("deep/out.jar");
        store.fetch(artifact, out);

        assertThat(artifact.getName()).isEqualTo("in.jar");
        assertThat(artifact.getBytes()).isEqualTo(size);
        assertThat(artifact.getSha256()).isEqualTo(ArtifactStore.sha256(in));
        assertThat(out).hasSameBinaryContentAs(in);
        assertThat(out.getParent()).isDirectoryContaining(file -> file.equals(out));
    }

    @Test
    void content_that_is_not_what_was_published_is_refused() throws Exception {
        String sha256 = ArtifactStore.sha256(Files.writeString(folder.resolve("in.jar"), "content"));
        byte[] key = (sha256 + "/0").getBytes(StandardCharsets.UTF_8);
        platform.produce(new ProducerRecord<>(Topics.ARTIFACTS, key, "damaged".getBytes(StandardCharsets.UTF_8)));
        var artifact = new Artifact("in.jar", sha256, 7L, 0L);

        assertThatThrownBy(() -> store.fetch(artifact, folder.resolve("out.jar")))
                .isInstanceOf(KafkaException.class)
                .hasMessageContaining("expected was " + sha256);
        assertThat(folder.resolve("out.jar")).doesNotExist();
    }
}

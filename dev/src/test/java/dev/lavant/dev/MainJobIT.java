package dev.lavant.dev;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The first thing a newcomer types.
class MainJobIT {
    private static final Path PHOTOS =
            Path.of("../examples/photo-shop/photos").toAbsolutePath().normalize();

    @TempDir
    Path folder;

    @Test
    void photographs_become_thumbnails_a_dead_letter_and_a_bill_and_every_host_goes() throws IOException {
        Path photos = Files.createDirectory(folder.resolve("photos"));
        for (String name : new String[] {"chelsea.png", "rocket.jpg"}) {
            Files.copy(PHOTOS.resolve(name), photos.resolve(name));
        }
        byte[] whole = Files.readAllBytes(PHOTOS.resolve("rocket.jpg"));
        Files.write(photos.resolve("truncated.jpg"), Arrays.copyOf(whole, whole.length / 3));

        try (var dev = DevProcess.start(
                folder, DevProcess.Ports.free(), "--send=" + photos, "--until-idle", "--keep-alive=1")) {
            assertThat(dev.exitCode()).as(dev.output()).isZero();
            assertThat(dev.output()).containsPattern("thumbnail +3 +2 +1 +3 +0 → [1-4].* → 0 +\\$0\\.0");
            assertThat(dev.output()).containsPattern("receipt +0 +0 +0 +0 +0");
            assertThat(dev.output()).as("what it logs is in a file").doesNotContain("INFO");
        }
        var thumbnail = ImageIO.read(
                folder.resolve(".lavant/thumbnails/chelsea.png.jpg").toFile());
        assertThat(Math.max(thumbnail.getWidth(), thumbnail.getHeight())).isEqualTo(256);
        assertThat(folder.resolve(".lavant/hosts")).isEmptyDirectory();
    }
}

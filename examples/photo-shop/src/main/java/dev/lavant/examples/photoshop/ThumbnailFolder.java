package dev.lavant.examples.photoshop;

import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;
import javax.imageio.ImageIO;

/// Keeps thumbnails as JPEG files. A reader finds a whole file or none, also when a host dies while writing.
///
/// Thread-safe, also between processes.
@Singleton
class ThumbnailFolder {
    private final Path folder;

    /// @param folder setting `photo-shop.thumbnails`; a relative one starts at the working directory
    ThumbnailFolder(@Value("${photo-shop.thumbnails:.lavant/thumbnails}") Path folder) {
        this.folder = folder;
    }

    /// Writes a picture, over one of the same name.
    ///
    /// @throws UncheckedIOException when it cannot be written, which may be otherwise at the next attempt
    Stored store(String name, BufferedImage picture) {
        Path unfinished = folder.resolve("." + name + "." + UUID.randomUUID() + ".tmp");
        try {
            Files.createDirectories(folder);
            return write(picture, unfinished, folder.resolve(name + ".jpg"));
        } catch (IOException unwritable) {
            throw new UncheckedIOException("thumbnail " + name + " cannot be written to " + folder, unwritable);
        }
    }

    private static Stored write(BufferedImage picture, Path unfinished, Path file) throws IOException {
        try {
            if (!ImageIO.write(picture, "jpg", unfinished.toFile())) {
                throw new IllegalStateException("this Java cannot write JPEG");
            }
            long bytes = Files.size(unfinished);
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return new Stored(file, bytes);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    /// A thumbnail on the disk.
    record Stored(Path file, long bytes) {}
}

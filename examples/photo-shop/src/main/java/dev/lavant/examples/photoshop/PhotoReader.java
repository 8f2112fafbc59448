package dev.lavant.examples.photoshop;

import com.drew.imaging.ImageMetadataReader;
import com.drew.imaging.ImageProcessingException;
import com.drew.metadata.exif.ExifDirectoryBase;
import com.drew.metadata.exif.ExifIFD0Directory;
import dev.lavant.function.RejectEvent;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import net.coobird.thumbnailator.util.exif.ExifFilterUtils;
import net.coobird.thumbnailator.util.exif.Orientation;

/// Reads one photograph as it should be seen: upright, and no larger in memory than a thumbnail needs.
///
/// What no second attempt would change (no file, no picture, a damaged one) is a [RejectEvent] with the reason.
final class PhotoReader {
    /// Two at once must fit into the memory of [Thumbnails#thumbnail], also if they are progressive JPEGs: of those
    /// Java keeps every coefficient, about 3 bytes for each pixel, 120 MB at the limit.
    private static final long MOST_PIXELS = 40_000_000;

    private static final long MOST_BYTES = 32L << 20;

    /// Pixels are skipped while reading only as far as this many stay on the long side: enough to shrink well from.
    private static final int ENOUGH = 1024;

    /// Warnings of Java's JPEG reader after which half of the picture is grey; it goes on as if nothing had been.
    private static final List<String> DAMAGE = List.of("Truncated File", "premature end of data", "bad Huffman code");

    private final Path file;
    private final List<String> warnings = new ArrayList<>();

    private PhotoReader(Path file) {
        this.file = file;
    }

    /// Reads a photograph from a file.
    ///
    /// @throws RejectEvent when it never will be readable
    /// @throws UncheckedIOException when the disk fails
    static BufferedImage read(Path file) {
        var reader = new PhotoReader(file);
        BufferedImage picture = reader.decode(reader.bytes());
        Optional<String> damage = reader.damage();
        if (damage.isPresent()) {
            throw new RejectEvent(file + " is damaged: " + damage.get());
        }
        return picture;
    }

    private byte[] bytes() {
        if (!Files.isRegularFile(file)) {
            throw new RejectEvent("there is no file " + file);
        }
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw new RejectEvent(file + " must have at most " + MOST_BYTES + " bytes, has " + Files.size(file));
            }
            return Files.readAllBytes(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private BufferedImage decode(byte[] bytes) {
        try (var in = new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                throw new RejectEvent(file + " is not a picture that can be read: JPEG, PNG, GIF, BMP or TIFF");
            }
            BufferedImage picture = decode(readers.next(), in);
            return orientation(bytes)
                    .map(from -> ExifFilterUtils.getFilterForOrientation(from).apply(picture))
                    .orElse(picture);
        } catch (RejectEvent known) {
            throw known;
        } catch (IOException | RuntimeException damaged) {
            // the bytes are in memory, so it is not the disk; on damaged ones readers throw unchecked exceptions too
            throw new RejectEvent(file + " is damaged: " + damage().orElseGet(damaged::toString), damaged);
        }
    }

    private BufferedImage decode(ImageReader reader, ImageInputStream in) throws IOException {
        try {
            reader.addIIOReadWarningListener((_, warning) -> warnings.add(warning));
            reader.setInput(in, true, true);
            long pixels = (long) reader.getWidth(0) * reader.getHeight(0);
            if (pixels > MOST_PIXELS) {
                throw new RejectEvent(file + " must have at most " + MOST_PIXELS + " pixels, has " + pixels);
            }
            return reader.read(0, withoutNeedlessPixels(reader));
        } finally {
            reader.dispose();
        }
    }

    private static ImageReadParam withoutNeedlessPixels(ImageReader reader) throws IOException {
        int step = Math.max(1, Math.max(reader.getWidth(0), reader.getHeight(0)) / ENOUGH);
        ImageReadParam parameters = reader.getDefaultReadParam();
        parameters.setSourceSubsampling(step, step, 0, 0);
        return parameters;
    }

    /// Which way the camera was held; empty when the photograph does not say, or only nonsense.
    private static Optional<Orientation> orientation(byte[] bytes) throws IOException {
        try {
            var notes = ImageMetadataReader.readMetadata(new ByteArrayInputStream(bytes));
            return notes.getDirectoriesOfType(ExifIFD0Directory.class).stream()
                    .map(exif -> exif.getInteger(ExifDirectoryBase.TAG_ORIENTATION))
                    .filter(written -> written != null && written >= 1 && written <= 8)
                    .map(Orientation::typeOf)
                    .findFirst();
        } catch (ImageProcessingException nonsense) {
            return Optional.empty(); // a picture with a garbled note is a picture all the same
        }
    }

    private Optional<String> damage() {
        return warnings.stream()
                .filter(warning -> DAMAGE.stream().anyMatch(warning::contains))
                .findFirst();
    }
}

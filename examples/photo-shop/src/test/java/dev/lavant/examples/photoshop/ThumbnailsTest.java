package dev.lavant.examples.photoshop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lavant.function.RejectEvent;
import java.awt.Color;
import java.awt.Dimension;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ThumbnailsTest {
    private static final Path ROCKET = Path.of("photos/rocket.jpg");

    @TempDir
    Path folder;

    @ParameterizedTest(name = "{0} of 640×427 or 451×300 becomes {1}×{2}")
    @CsvSource({"rocket.jpg, 256, 171", "chelsea.png, 256, 170"})
    void a_photograph_becomes_a_jpeg_of_256_pixels_on_the_long_side(String photo, int width, int height)
            throws Exception {
        String source = Path.of("photos", photo).toString();

        ThumbnailMade made = thumbnails().thumbnail(upload("p-1", source));

        Path file = thumbnailFolder().resolve("p-1.jpg");
        assertThat(made).isEqualTo(new ThumbnailMade("p-1", source, file.toString(), width, height, Files.size(file)));
        assertThat(jpegSize(file)).isEqualTo(new Dimension(width, height));
    }

    @ParameterizedTest(name = "{0}×{1} becomes {2}×{3}")
    @CsvSource({"256, 100, 256, 100", "40, 30, 40, 30", "1, 1, 1, 1", "257, 257, 256, 256", "5000, 3, 256, 1"})
    void a_small_picture_is_not_enlarged_and_a_thin_one_does_not_vanish(
            int width, int height, int thumbnailWidth, int thumbnailHeight) throws Exception {
        Path file = picture("any.png", new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB));

        thumbnails().thumbnail(upload("any", file.toString()));

        assertThat(jpegSize(thumbnailFolder().resolve("any.jpg")))
                .isEqualTo(new Dimension(thumbnailWidth, thumbnailHeight));
    }

    /// The picture in the file has its upper left quarter red; where that ends up tells how it was turned.
    @ParameterizedTest(name = "orientation {0}")
    @CsvSource({
        "1, 256, 128, 0, 0",
        "2, 256, 128, 1, 0",
        "3, 256, 128, 1, 1",
        "4, 256, 128, 0, 1",
        "5, 128, 256, 0, 0",
        "6, 128, 256, 1, 0",
        "7, 128, 256, 1, 1",
        "8, 128, 256, 0, 1"
    })
    void a_photograph_is_turned_as_its_camera_was_held(int orientation, int width, int height, int redX, int redY)
            throws Exception {
        Path file = folder.resolve("held.jpg");
        Files.write(file, ExifJpeg.withOrientation(orientation, jpeg(redAtUpperLeft())));

        thumbnails().thumbnail(upload("held", file.toString()));

        BufferedImage thumbnail =
                ImageIO.read(thumbnailFolder().resolve("held.jpg").toFile());
        assertThat(new Dimension(thumbnail.getWidth(), thumbnail.getHeight())).isEqualTo(new Dimension(width, height));
        assertThat(red(thumbnail, redX, redY)).isTrue();
        assertThat(red(thumbnail, 1 - redX, 1 - redY)).isFalse();
    }

    @Test
    void a_photograph_with_a_garbled_orientation_is_left_as_it_is() throws Exception {
        byte[] garbled = ExifJpeg.withOrientation(6, jpeg(redAtUpperLeft()));
        Arrays.fill(garbled, 20, 30, (byte) 0xFF);
        Path file = Files.write(folder.resolve("garbled.jpg"), garbled);

        assertThat(thumbnails().thumbnail(upload("garbled", file.toString())).getWidth())
                .isEqualTo(256);
    }

    @Test
    void what_is_transparent_becomes_white() throws Exception {
        Path file = picture("clear.png", new BufferedImage(300, 300, BufferedImage.TYPE_INT_ARGB));

        thumbnails().thumbnail(upload("clear", file.toString()));

        BufferedImage thumbnail =
                ImageIO.read(thumbnailFolder().resolve("clear.jpg").toFile());
        assertThat(new Color(thumbnail.getRGB(128, 128))).isEqualTo(Color.WHITE);
    }

    @ParameterizedTest(name = "cut after {0} of its 112525 bytes")
    @ValueSource(ints = {1000, 50_000, 112_000})
    void a_truncated_jpeg_is_rejected_even_where_java_would_show_it_half_grey(int bytes) throws Exception {
        Path cut = Files.write(folder.resolve("cut.jpg"), Arrays.copyOf(Files.readAllBytes(ROCKET), bytes));

        assertThatThrownBy(() -> thumbnails().thumbnail(upload("cut", cut.toString())))
                .isInstanceOf(RejectEvent.class)
                .hasMessage(cut + " is damaged: Truncated File - Missing EOI marker");
        assertThat(thumbnailFolder()).doesNotExist();
    }

    @Test
    void a_jpeg_with_a_hole_is_rejected() throws Exception {
        byte[] holed = Files.readAllBytes(ROCKET);
        Arrays.fill(holed, 60_000, 70_000, (byte) 0);
        Path file = Files.write(folder.resolve("holed.jpg"), holed);

        assertThatThrownBy(() -> thumbnails().thumbnail(upload("holed", file.toString())))
                .isInstanceOf(RejectEvent.class)
                .hasMessage(file + " is damaged: Corrupt JPEG data: premature end of data segment");
    }

    @Test
    void a_truncated_png_is_rejected() throws Exception {
        byte[] whole = Files.readAllBytes(Path.of("photos/chelsea.png"));
        Path cut = Files.write(folder.resolve("cut.png"), Arrays.copyOf(whole, 100_000));

        assertThatThrownBy(() -> thumbnails().thumbnail(upload("cut", cut.toString())))
                .isInstanceOf(RejectEvent.class)
                .hasMessageStartingWith(cut + " is damaged: ");
    }

    @Test
    void a_picture_that_memory_could_not_hold_is_rejected_by_its_size_alone() throws Exception {
        Path file = picture("huge.png", new BufferedImage(8000, 5001, BufferedImage.TYPE_BYTE_BINARY));

        assertThatThrownBy(() -> thumbnails().thumbnail(upload("huge", file.toString())))
                .isInstanceOf(RejectEvent.class)
                .hasMessage(file + " must have at most 40000000 pixels, has 40008000");
    }

    @Test
    void a_file_that_is_no_picture_is_rejected() throws Exception {
        Path text = Files.writeString(folder.resolve("notes.jpg"), "not a picture");

        assertThatThrownBy(() -> thumbnails().thumbnail(upload("notes", text.toString())))
                .isInstanceOf(RejectEvent.class)
                .hasMessage(text + " is not a picture that can be read: JPEG, PNG, GIF, BMP or TIFF");
    }

    @Test
    void a_file_that_is_not_there_is_rejected() {
        assertThatThrownBy(() -> thumbnails().thumbnail(upload("gone", "photos/gone.jpg")))
                .isInstanceOf(RejectEvent.class)
                .hasMessage("there is no file photos/gone.jpg");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "../escaped", "a/b", ".hidden"})
    void an_id_that_is_no_file_name_is_rejected(String photoId) {
        assertThatThrownBy(() -> thumbnails().thumbnail(upload(photoId, ROCKET.toString())))
                .isInstanceOf(RejectEvent.class)
                .hasMessage("photoId must match [a-zA-Z0-9][a-zA-Z0-9._-]{0,99}, was '" + photoId + "'");
    }

    @Test
    void the_same_event_handled_again_leaves_the_same_one_file() throws Exception {
        ThumbnailMade first = thumbnails().thumbnail(upload("p-1", ROCKET.toString()));

        assertThat(thumbnails().thumbnail(upload("p-1", ROCKET.toString()))).isEqualTo(first);
        try (var files = Files.list(thumbnailFolder())) {
            assertThat(files).containsExactly(thumbnailFolder().resolve("p-1.jpg"));
        }
    }

    @Test
    void a_folder_that_cannot_be_written_may_be_so_later_and_is_not_rejected() throws Exception {
        Files.writeString(thumbnailFolder(), "a file where the folder should be");

        assertThatThrownBy(() -> thumbnails().thumbnail(upload("p-1", ROCKET.toString())))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageStartingWith("thumbnail p-1 cannot be written to " + thumbnailFolder());
    }

    private Thumbnails thumbnails() {
        return new Thumbnails(new ThumbnailFolder(thumbnailFolder()));
    }

    private Path thumbnailFolder() {
        return folder.resolve("thumbnails");
    }

    private Path picture(String name, BufferedImage picture) throws IOException {
        Path file = folder.resolve(name);
        assertThat(ImageIO.write(picture, "png", file.toFile())).isTrue();
        return file;
    }

    private static PhotoUploaded upload(String photoId, String file) {
        return new PhotoUploaded(photoId, file, "ada", Instant.EPOCH);
    }

    private static BufferedImage redAtUpperLeft() {
        var picture = new BufferedImage(1024, 512, BufferedImage.TYPE_INT_RGB);
        var graphics = picture.createGraphics();
        graphics.setColor(Color.RED);
        graphics.fillRect(0, 0, 512, 256);
        graphics.dispose();
        return picture;
    }

    /// Whether the middle of a quarter is red: `x` 0 is left and 1 is right, `y` 0 is the upper and 1 the lower one.
    private static boolean red(BufferedImage picture, int x, int y) {
        int rgb = picture.getRGB(picture.getWidth() * (1 + 2 * x) / 4, picture.getHeight() * (1 + 2 * y) / 4);
        return new Color(rgb).getRed() > 200;
    }

    private static byte[] jpeg(BufferedImage picture) throws IOException {
        var bytes = new ByteArrayOutputStream();
        assertThat(ImageIO.write(picture, "jpg", bytes)).isTrue();
        return bytes.toByteArray();
    }

    private static Dimension jpegSize(Path file) throws IOException {
        try (var in = ImageIO.createImageInputStream(file.toFile())) {
            var reader = ImageIO.getImageReaders(in).next();
            assertThat(reader.getFormatName()).isEqualTo("JPEG");
            reader.setInput(in);
            return new Dimension(reader.getWidth(0), reader.getHeight(0));
        }
    }
}

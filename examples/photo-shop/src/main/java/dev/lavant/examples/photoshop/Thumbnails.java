package dev.lavant.examples.photoshop;

import dev.lavant.function.EventFunction;
import dev.lavant.function.RejectEvent;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.regex.Pattern;
import net.coobird.thumbnailator.Thumbnailator;

/// Makes a small picture of each photograph that is uploaded.
public class Thumbnails {
    private static final int LONG_SIDE = 256;
    private static final Pattern PHOTO_ID = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9._-]{0,99}");

    static {
        System.setProperty("java.awt.headless", "true"); // pictures are drawn in memory: no display is looked for
    }

    private final ThumbnailFolder folder;

    Thumbnails(ThumbnailFolder folder) {
        this.folder = folder;
    }

    /// Writes a JPEG of at most 256 pixels on the long side, upright, never larger than the photograph.
    ///
    /// The file's name is the photo's id, so that doing the work again after a crash gives the same file.
    @EventFunction(topics = "uploads", output = "thumbnails", timeout = "20s", memory = "512Mi", concurrency = 2)
    ThumbnailMade thumbnail(PhotoUploaded upload) {
        if (!PHOTO_ID.matcher(upload.getPhotoId()).matches()) {
            throw new RejectEvent("photoId must match " + PHOTO_ID + ", was '" + upload.getPhotoId() + "'");
        }
        BufferedImage photo = PhotoReader.read(Path.of(upload.getFile()));
        BufferedImage thumbnail = onWhite(shrunk(photo));
        ThumbnailFolder.Stored stored = folder.store(upload.getPhotoId(), thumbnail);
        return ThumbnailMade.newBuilder()
                .setPhotoId(upload.getPhotoId())
                .setSource(upload.getFile())
                .setFile(stored.file().toString())
                .setWidth(thumbnail.getWidth())
                .setHeight(thumbnail.getHeight())
                .setBytes(stored.bytes())
                .build();
    }

    private static BufferedImage shrunk(BufferedImage photo) {
        boolean small = Math.max(photo.getWidth(), photo.getHeight()) <= LONG_SIDE;
        return small ? photo : Thumbnailator.createThumbnail(photo, LONG_SIDE, LONG_SIDE);
    }

    /// JPEG knows no transparency.
    private static BufferedImage onWhite(BufferedImage picture) {
        var opaque = new BufferedImage(picture.getWidth(), picture.getHeight(), BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = opaque.createGraphics();
        graphics.drawImage(picture, 0, 0, Color.WHITE, null);
        graphics.dispose();
        return opaque;
    }
}

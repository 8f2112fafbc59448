package dev.lavant.examples.photoshop;

import java.nio.ByteBuffer;

/// Makes a JPEG like a camera's, with a note of how the camera was held.
final class ExifJpeg {
    private static final int START_OF_IMAGE_BYTES = 2;
    private static final int EXIF_BYTES = 32;

    private ExifJpeg() {}

    /// Puts an Exif segment with one entry behind the start of a JPEG.
    ///
    /// Source: Exif 2.3, sections 4.5.4 and 4.6.2; orientation is tag 0x0112, a short of 1 to 8.
    static byte[] withOrientation(int orientation, byte[] jpeg) {
        return ByteBuffer.allocate(jpeg.length + 2 + EXIF_BYTES + 2)
                .put(jpeg, 0, START_OF_IMAGE_BYTES)
                .putShort((short) 0xFFE1)
                .putShort((short) (EXIF_BYTES + 2))
                .put(new byte[] {'E', 'x', 'i', 'f', 0, 0})
                .put(new byte[] {'M', 'M', 0, 42})
                .putInt(8)
                .putShort((short) 1)
                .putShort((short) 0x0112)
                .putShort((short) 3)
                .putInt(1)
                .putShort((short) orientation)
                .putShort((short) 0)
                .putInt(0)
                .put(jpeg, START_OF_IMAGE_BYTES, jpeg.length - START_OF_IMAGE_BYTES)
                .array();
    }
}

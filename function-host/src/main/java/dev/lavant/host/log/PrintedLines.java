package dev.lavant.host.log;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import org.slf4j.Logger;

/// Has each line that code prints logged as one. Whoever prints holds the lock of the stream in front of it, and a line
/// is of the thread that ends it.
final class PrintedLines extends OutputStream {
    private static final int LONGEST = 16_384;

    private final Supplier<Logger> logger;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream(); // guarded by this

    /// @param logger asked for with each line: the first line may come before there is one
    PrintedLines(Supplier<Logger> logger) {
        this.logger = logger;
    }

    @Override
    public synchronized void write(int b) {
        if (b == '\n' || line.size() == LONGEST) {
            String text = line.toString(StandardCharsets.UTF_8).stripTrailing();
            line.reset();
            if (!text.isEmpty()) {
                logger.get().info(text);
            }
        }
        if (b != '\n') {
            line.write(b);
        }
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) {
        for (int i = offset; i < offset + length; i++) {
            write(bytes[i]);
        }
    }
}

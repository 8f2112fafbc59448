package dev.lavant.driver.docker;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.Frame;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// Writes what a container has printed to a file.
final class LogCopy extends ResultCallback.Adapter<Frame> {
    /// Of each container, the last ones.
    static final int LINES = 2_000;

    private final OutputStream out;

    private LogCopy(OutputStream out) {
        this.out = out;
    }

    /// @param file appended to, with its folder made
    static LogCopy to(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        return new LogCopy(Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND));
    }

    @Override
    public void onNext(Frame frame) {
        try {
            out.write(frame.getPayload());
        } catch (IOException full) {
            throw new UncheckedIOException(full);
        }
    }

    @Override
    public void close() throws IOException {
        super.close();
        out.close();
    }
}

package dev.lavant.router;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.util.Locale;

/// A connection that sends whatever it is given, which no HTTP client would. It is kept alive for as long as the server
/// does.
final class RawHttp implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 30_000;

    private final URI server;
    private Socket socket;
    private InputStream in;

    RawHttp(URI server) {
        this.server = server;
        socket = connect();
        in = input();
    }

    /// What the server said.
    record Answer(int status, String body) {}

    Answer send(byte[] request) {
        try {
            return exchange(request);
        } catch (IOException closed) { // the server may close a connection after a refusal
            return anew(request);
        }
    }

    private Answer anew(byte[] request) {
        close();
        socket = connect();
        in = input();
        try {
            return exchange(request);
        } catch (IOException unanswered) {
            throw new UncheckedIOException(unanswered);
        }
    }

    /// Sends a part of a request and waits for no answer.
    void begin(byte[] part) {
        try {
            socket.getOutputStream().write(part);
            socket.getOutputStream().flush();
        } catch (IOException closed) {
            throw new UncheckedIOException(closed);
        }
    }

    private Answer exchange(byte[] request) throws IOException {
        socket.getOutputStream().write(request);
        socket.getOutputStream().flush();
        String status = line();
        int length = 0;
        for (String header = line(); !header.isEmpty(); header = line()) {
            if (header.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                length = Integer.parseInt(
                        header.substring("content-length:".length()).strip());
            }
        }
        return new Answer(Integer.parseInt(status.split(" ", 3)[1]), new String(in.readNBytes(length), UTF_8));
    }

    private String line() throws IOException {
        var line = new StringBuilder();
        for (int one = in.read(); one != '\n'; one = in.read()) {
            if (one < 0) {
                throw new EOFException("the server closed the connection");
            }
            line.append((char) one);
        }
        return new String(line.toString().getBytes(ISO_8859_1), UTF_8).strip();
    }

    private Socket connect() {
        try {
            var made = new Socket("localhost", server.getPort());
            made.setSoTimeout(PATIENCE_MILLIS);
            return made;
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    private InputStream input() {
        try {
            return new BufferedInputStream(socket.getInputStream());
        } catch (IOException closed) {
            throw new UncheckedIOException(closed);
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }
}

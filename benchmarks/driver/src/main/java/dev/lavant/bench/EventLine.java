package dev.lavant.bench;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// A kept HTTP/1.1 connection that sends one CloudEvent after another, as little work as that can be: what it costs is
/// taken from whom it measures. Used by one thread.
final class EventLine implements AutoCloseable {
    private static final String LENGTH = "content-length:";
    private static final int ACCEPTED = 202;

    private final Socket socket;
    private final InputStream in;
    private final String before;
    private final String after;

    EventLine(URI url, int dataBytes) throws IOException {
        socket = new Socket(url.getHost(), url.getPort());
        socket.setTcpNoDelay(true);
        in = new BufferedInputStream(socket.getInputStream());
        String body = "{\"data\":\"" + "x".repeat(dataBytes - 11) + "\"}";
        before = "POST " + url.getPath() + " HTTP/1.1\r\nhost: " + url.getAuthority()
                + "\r\ncontent-type: application/json\r\nce-specversion: 1.0\r\nce-source: /bench\r\n"
                + "ce-type: bench.sent\r\nce-subject: bench\r\ncontent-length: " + body.length() + "\r\nce-id: ";
        after = "\r\n\r\n" + body;
    }

    /// Sends an event and waits until it is accepted.
    ///
    /// @throws ContenderFailed when it is not
    void send(String id) throws IOException {
        socket.getOutputStream().write((before + id + after).getBytes(StandardCharsets.ISO_8859_1));
        String status = line();
        int length = 0;
        for (String header = line(); !header.isEmpty(); header = line()) {
            if (header.toLowerCase(Locale.ROOT).startsWith(LENGTH)) {
                length = Integer.parseInt(header.substring(LENGTH.length()).strip());
            }
        }
        byte[] body = in.readNBytes(length);
        if (Integer.parseInt(status.split(" ", 3)[1]) != ACCEPTED) {
            throw new ContenderFailed(status + ": " + new String(body, StandardCharsets.UTF_8));
        }
    }

    private String line() throws IOException {
        var line = new StringBuilder();
        for (int one = in.read(); one != '\n'; one = in.read()) {
            if (one < 0) {
                throw new EOFException("the server closed the connection");
            }
            line.append((char) one);
        }
        return line.toString().strip();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}

package dev.lavant.console;

import dev.lavant.console.page.Feed;
import dev.lavant.console.page.PageServer;
import dev.lavant.console.picture.Picture;
import dev.lavant.console.watch.Looks;
import dev.lavant.console.watch.TopicsReader;
import java.net.URI;

/// The web page on a running platform, on the loopback address. It reads topics and asks for lags; it writes nothing.
public final class Console implements AutoCloseable {
    private final TopicsReader reader;
    private final Looks looks;
    private final Feed feed;
    private final PageServer server;

    private Console(ConsoleConfig config) {
        var picture = new Picture();
        this.feed = new Feed(picture);
        this.server = PageServer.start(config.port(), picture, feed);
        this.reader = TopicsReader.start(config.connection(), picture);
        this.looks = Looks.start(config.connection(), reader::deployed, picture);
        feed.start();
    }

    /// Starts a console and returns when it answers; it may not have read all topics by then.
    ///
    /// @throws IllegalStateException when the port is taken
    public static Console start(ConsoleConfig config) {
        return new Console(config);
    }

    /// Address of the page.
    public URI url() {
        return server.url();
    }

    @Override
    public void close() {
        feed.close();
        server.close();
        looks.close();
        reader.close();
    }
}

package dev.lavant.console;

import dev.lavant.console.act.Orders;
import dev.lavant.console.page.Doorman;
import dev.lavant.console.page.Feed;
import dev.lavant.console.page.Keys;
import dev.lavant.console.page.PageServer;
import dev.lavant.console.picture.Picture;
import dev.lavant.console.watch.Looks;
import dev.lavant.console.watch.TopicsReader;
import dev.lavant.schemas.ApiKey;
import java.net.URI;
import java.util.Optional;

/// The web page on a running platform. It reads topics and asks for lags, and does what people ask for on it.
public final class Console implements AutoCloseable {
    private final TopicsReader reader;
    private final Looks looks;
    private final Feed feed;
    private final Orders orders;
    private final Read keys;
    private final PageServer server;

    private Console(ConsoleConfig config) {
        var picture = new Picture();
        this.feed = new Feed(picture);
        this.orders = new Orders(config.connection(), picture);
        this.keys = new Read();
        ConsoleConfig.Address address = config.address();
        this.server = PageServer.start(
                new PageServer.Place(address.host(), address.port(), address.setting()),
                new PageServer.Shown(picture, feed),
                address.reachable() ? Doorman.asking(keys) : Doorman.open(),
                orders::carryOut);
        this.reader = TopicsReader.start(config.connection(), picture, config.mask());
        keys.reader = Optional.of(reader);
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

    boolean running() {
        return server.running();
    }

    /// Whether all topics were read once.
    boolean caughtUp() {
        return reader.caughtUp();
    }

    /// The keys, as far as they were read.
    private static final class Read implements Keys {
        private volatile Optional<TopicsReader> reader = Optional.empty();

        @Override
        public Optional<ApiKey> find(String id) {
            return reader.flatMap(it -> it.key(id));
        }

        @Override
        public boolean known() {
            return reader.map(TopicsReader::caughtUp).orElse(false);
        }
    }

    @Override
    public void close() {
        feed.close();
        server.close();
        orders.close();
        looks.close();
        reader.close();
    }
}

package dev.lavant.console.page;

import dev.lavant.console.picture.Picture;
import dev.lavant.console.picture.Sight;
import dev.lavant.console.picture.Tick;
import io.micronaut.http.sse.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.reactivestreams.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;

/// Looks at the picture once a second and tells all viewers what has changed. A message is written as JSON once,
/// however many look on.
///
/// Who comes gets everything first; who comes back within a minute gets what was missed. A viewer that takes nothing
/// for half a minute is cut off; its browser comes back by itself. So is one whose key was revoked.
public final class Feed implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Feed.class);
    private static final Duration EACH = Duration.ofSeconds(1);
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(3);
    private static final int KEPT = 60;
    private static final int MOST_UNREAD = 30;

    private final Picture picture;
    private final String run = UUID.randomUUID().toString().substring(0, 8);
    private final Deque<Sent> kept = new ArrayDeque<>(); // this and viewers: under the lock of this object
    private final Map<FluxSink<Event<String>>, Viewing> viewers = new LinkedHashMap<>();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread ticker;
    private long number;

    /// A feed of a picture; not started.
    public Feed(Picture picture) {
        this.picture = picture;
        this.ticker = Thread.ofVirtual().name("console-feed").unstarted(this::run);
    }

    /// Begins to look.
    public void start() {
        ticker.start();
    }

    /// The feed for one viewer.
    ///
    /// @param lastId of the last message that it has; empty when it has none
    Publisher<Event<String>> stream(String lastId, Viewing viewing) {
        return Flux.create(viewer -> join(viewer, lastId, viewing), FluxSink.OverflowStrategy.BUFFER);
    }

    private synchronized void join(FluxSink<Event<String>> viewer, String lastId, Viewing viewing) {
        missed(lastId, viewing.sight()).forEach(sent -> viewer.next(sent.event()));
        viewers.put(viewer, viewing);
        viewer.onDispose(() -> leave(viewer));
    }

    private synchronized void leave(FluxSink<Event<String>> viewer) {
        viewers.remove(viewer);
    }

    /// What is kept was written for those who see everything.
    private List<Sent> missed(String lastId, Sight sight) {
        if (!sight.equals(Sight.ALL) || kept.stream().noneMatch(sent -> sent.hasId(lastId))) {
            return List.of(new Sent(run, number, "snapshot", Json.of(picture.snapshot(sight))));
        }
        return kept.stream().dropWhile(sent -> !sent.hasId(lastId)).skip(1).toList();
    }

    private void run() {
        try {
            do {
                tick();
            } while (!closing.await(EACH.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException _) {
            LOG.atDebug().log("no longer looked");
        }
    }

    private void tick() {
        try {
            send(Instant.now());
        } catch (RuntimeException failed) { // the next one may succeed
            LOG.atError().setCause(failed).log("tick of the console failed");
        }
    }

    /// Looks now and tells.
    synchronized void send(Instant now) {
        number++;
        Tick tick = picture.tick(now);
        var sent = new Sent(run, number, "tick", Json.of(tick));
        kept.addLast(sent);
        if (kept.size() > KEPT) {
            kept.removeFirst();
        }
        var bySight = new HashMap<Sight, Sent>(Map.of(Sight.ALL, sent));
        Map.copyOf(viewers)
                .forEach((viewer, viewing) ->
                        send(viewer, viewing, bySight.computeIfAbsent(viewing.sight(), sight -> seen(tick, sight))));
    }

    /// Of a tick, what a tenant sees.
    private Sent seen(Tick tick, Sight sight) {
        return new Sent(
                run, number, "tick", Json.of(picture.seen(tick, sight.tenant().orElseThrow())));
    }

    private void send(FluxSink<Event<String>> viewer, Viewing before, Sent sent) {
        Viewing viewing = viewer.requestedFromDownstream() == 0 ? before.oneMoreUnread() : before.took();
        if (viewing.unread() > MOST_UNREAD || !viewing.holds().getAsBoolean()) {
            viewer.complete();
            return;
        }
        viewers.put(viewer, viewing);
        viewer.next(sent.event());
    }

    @Override
    public void close() {
        closing.countDown();
        if (ticker.isAlive()) {
            join();
        }
        complete();
    }

    private void join() {
        try {
            ticker.join(CLOSE_WITHIN);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void complete() {
        List.copyOf(viewers.keySet()).forEach(FluxSink::complete);
    }
}

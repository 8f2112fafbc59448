package dev.lavant.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lavant.schemas.wire.Connection;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `kill -9` of the router's process under load, while rules come, change and go. `-Drouter.kills=10` kills it so
/// often.
class RouterKillsIT {
    private static final int KILLS = Integer.getInteger("router.kills", 1);
    /// Events come faster than routers that are killed again and again get round to: what waits is routed after the
    /// last.
    private static final Duration PATIENCE = RoutedTopics.PATIENCE.multipliedBy(KILLS);

    private static final int WINDOW = 300;
    private static final int LEAST_BEFORE_KILL = 500; // so that this process has routed some
    private static final int MOST_BEFORE_KILL = 2_000;
    private static final String SOURCE = "purchases";

    @TempDir
    Path folder;

    private final Random random = new Random(20261201);
    private final AtomicBoolean ended = new AtomicBoolean();
    private RoutedTopics topics;
    private Connection connection;
    private RouterProcess router;
    private QueueTail all;
    private QueueTail stable;
    private QueueTail flip;
    private QueueTail guest;

    /// Events that were sent after the rules of a version were in force and routed before they changed again.
    private record Window(int from, int to, int version) {}

    @BeforeEach
    void start() {
        topics = new RoutedTopics();
        connection = topics.config().connection();
        topics.create(SOURCE, 3);
        topics.deploy("all", "TRUE", SOURCE);
        topics.deploy("stable", "type = 'a'", SOURCE);
        topics.deploy("flip", filter(0), SOURCE);
        topics.deploy("guest", "TRUE", SOURCE);
        all = new QueueTail(connection, "all");
        stable = new QueueTail(connection, "stable");
        flip = new QueueTail(connection, "flip");
        guest = new QueueTail(connection, "guest");
        router = RouterProcess.start(connection, folder);
    }

    @AfterEach
    void stop() {
        List.of(all, stable, flip, guest).forEach(QueueTail::close);
        router.close();
        topics.close();
    }

    @Test
    void killed_under_load_while_rules_change_it_routes_each_event_once() throws Exception {
        List<Window> windows;
        int sent;
        try (var stream = new EventStream(connection, SOURCE);
                var rules = Executors.newSingleThreadExecutor()) {
            Future<List<Window>> changes = rules.submit(() -> changeRules(stream));
            for (int kill = 0; kill < KILLS; kill++) {
                awaitRouted(LEAST_BEFORE_KILL + random.nextInt(MOST_BEFORE_KILL - LEAST_BEFORE_KILL));
                router.kill();
                router = RouterProcess.start(connection, folder);
            }
            awaitRouted(LEAST_BEFORE_KILL);
            ended.set(true);
            windows = changes.get();
            sent = stream.end();
        }
        await().atMost(PATIENCE).until(() -> all.firstMissing() == sent);

        assertThat(sorted(all.numbers())).isEqualTo(numbers(0, sent, _ -> true));
        assertThat(sorted(stable.numbers())).isEqualTo(numbers(0, sent, is("a")));
        requireWhatEveryVersionWants(sent);
        requireOfEachVersion(windows);
    }

    /// So many more events than now, by the process that runs now.
    private void awaitRouted(int more) {
        int before = all.count();
        await().atMost(PATIENCE)
                .failFast(
                        "the router ended by itself",
                        () -> assertThat(router.alive()).as(router::log).isTrue())
                .until(() -> all.count() >= before + more);
    }

    /// In turns, the guest goes and `flip` wants type b, and the guest comes and `flip` wants type a; both versions of
    /// it want type both.
    private List<Window> changeRules(EventStream stream) {
        var windows = new ArrayList<Window>();
        for (int version = 1; !ended.get(); version++) {
            if (guestThere(version)) {
                topics.deploy("guest", "TRUE", SOURCE);
            } else {
                topics.undeploy("guest");
            }
            topics.deploy("flip", filter(version), SOURCE);
            int deployed = stream.sent();
            String wanted = wanted(version);
            await().atMost(PATIENCE)
                    .until(() -> flip.numbers().stream()
                            .anyMatch(number -> number >= deployed
                                    && EventStream.type(number).equals(wanted)));
            int from = stream.sent();
            await().atMost(PATIENCE).until(() -> stream.sent() >= from + WINDOW);
            int to = stream.sent();
            await().atMost(PATIENCE).until(() -> all.firstMissing() >= to);
            windows.add(new Window(from, to, version));
        }
        return windows;
    }

    private static boolean guestThere(int version) {
        return version % 2 == 0;
    }

    private static String wanted(int version) {
        return version % 2 == 0 ? "a" : "b";
    }

    private static String filter(int version) {
        return "type IN ('" + wanted(version) + "', 'both')";
    }

    private void requireWhatEveryVersionWants(int sent) {
        assertThat(flip.numbers()).doesNotHaveDuplicates();
        assertThat(guest.numbers()).doesNotHaveDuplicates();
        assertThat(sorted(flip.numbers()).stream().filter(is("both")::test).toList())
                .isEqualTo(numbers(0, sent, is("both")));
        assertThat(flip.numbers().stream().filter(is("none")::test)).isEmpty();
    }

    private void requireOfEachVersion(List<Window> windows) {
        assertThat(windows).isNotEmpty();
        for (Window window : windows) {
            IntPredicate wanted = is(wanted(window.version())).or(is("both"));
            assertThat(in(window, flip))
                    .as("flip in %s", window)
                    .isEqualTo(numbers(window.from(), window.to(), wanted));
            assertThat(in(window, guest))
                    .as("guest in %s", window)
                    .isEqualTo(numbers(window.from(), window.to(), _ -> guestThere(window.version())));
        }
    }

    private static List<Integer> in(Window window, QueueTail queue) {
        return sorted(queue.numbers()).stream()
                .filter(number -> number >= window.from() && number < window.to())
                .toList();
    }

    private static List<Integer> sorted(List<Integer> numbers) {
        return numbers.stream().sorted().toList();
    }

    private static List<Integer> numbers(int from, int to, IntPredicate which) {
        return IntStream.range(from, to).filter(which).boxed().toList();
    }

    private static IntPredicate is(String type) {
        return number -> EventStream.type(number).equals(type);
    }
}

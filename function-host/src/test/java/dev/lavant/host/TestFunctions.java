package dev.lavant.host;

import dev.lavant.function.Event;
import dev.lavant.function.FunctionContext;
import dev.lavant.function.Header;
import dev.lavant.function.Key;
import dev.lavant.function.Out;
import dev.lavant.function.RejectEvent;
import dev.lavant.schemas.Statement;
import io.micronaut.context.annotation.Executable;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.util.IllegalFormatWidthException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;

/// Handlers of every shape, as a user's class path would hold them. What they have seen and wait for is shared by all
/// tests of a JVM: those that look at it hold [#SHARED].
@Singleton
class TestFunctions {
    static final String SHARED = "TestFunctions";
    static final ConcurrentLinkedQueue<String> SEEN = new ConcurrentLinkedQueue<>();
    static volatile CountDownLatch gate = new CountDownLatch(0);

    @Serdeable
    record Order(String id, int quantity) {}

    @Executable
    String shout(String text) {
        return text.toUpperCase(Locale.ROOT);
    }

    @Executable
    List<String> split(Event<String> event, FunctionContext context) {
        return List.of(
                event.data() + "/" + event.offset() + "/" + context.attempt(),
                event.type().orElse("none"));
    }

    @Executable
    Order twice(Order order) {
        return new Order(order.id(), order.quantity() * 2);
    }

    @Executable
    String currency(Statement statement) {
        return statement.getCurrency();
    }

    @Executable
    void remember(String text) throws InterruptedException {
        gate.await();
        SEEN.add(text);
    }

    /// Returns once the gate is open; each call opens it a bit.
    @Executable
    String meet(String text) throws InterruptedException {
        gate.countDown();
        gate.await();
        return text;
    }

    /// Those that are slow wait until the gate is open.
    @Executable
    String noted(String text) throws InterruptedException {
        SEEN.add(text);
        if (text.startsWith("slow")) {
            gate.await();
        }
        return text;
    }

    @Executable
    String fussy(String text, FunctionContext context) {
        if (text.startsWith("reject")) {
            throw new RejectEvent("not for me: " + text);
        }
        if (text.startsWith("fail") || (text.startsWith("flaky") && context.attempt() < 3)) {
            throw new IllegalStateException("broken by " + text);
        }
        return text;
    }

    @Executable
    void sleepy(String text) throws InterruptedException {
        if (text.startsWith("late")) {
            new CountDownLatch(1).await();
        }
    }

    /// Returns how many events it was given, and fails when one of them is bad.
    @Executable
    String together(List<Event<String>> events) {
        if (events.stream().anyMatch(event -> event.data().startsWith("bad"))) {
            throw new IllegalStateException("one of " + events.size() + " is bad");
        }
        return events.stream().map(Event::data).collect(Collectors.joining(","));
    }

    @Executable
    String parts(@Key String key, @Header("colour") Optional<String> colour, @Header("size") String size, String text) {
        return key + " " + colour.orElse("none") + " " + size + " " + text;
    }

    @Executable
    Out<String> elsewhere(String text) {
        return Out.to(text, text).withKey("its own").with("type", "example.written");
    }

    @Executable
    void invalid(String text) {
        throw new IllegalFormatWidthException(7);
    }

    /// Runs on through every interruption while the gate is shut.
    @Executable
    void stubborn(String text) {
        while (text.startsWith("never") && gate.getCount() > 0) {
            Thread.onSpinWait();
        }
    }
}

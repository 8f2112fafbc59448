package dev.lavant.host;

import dev.lavant.function.Event;
import dev.lavant.function.FunctionContext;
import dev.lavant.function.Out;
import io.micronaut.context.annotation.Executable;
import jakarta.inject.Singleton;
import java.io.PrintStream;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/// A function that does what its event says, and counts how often it was run for each.
///
/// | event | what it does |
/// |---|---|
/// | `fail ...` | throws, always |
/// | `once ...` | throws in its first attempt |
/// | `wait GATE ...` | waits until the test opens the gate |
/// | `long MILLIS ...` | takes so long |
/// | `say ...` | logs itself in every way there is |
/// | `big CHARACTERS` | returns so many |
/// | `to TOPIC ...` | writes itself to that topic |
/// | `halt ...` | ends the process, as a JVM that runs out of memory does |
/// | anything else | returns it |
@Singleton
class Script {
    private static final Map<String, Integer> RUNS = new ConcurrentHashMap<>();
    private static final Map<String, CountDownLatch> GATES = new ConcurrentHashMap<>();

    /// How often a function was run for an event, in this JVM.
    static int runs(RunningHost of, String text) {
        return RUNS.getOrDefault(of.function().getName() + " " + text, 0);
    }

    /// A gate that opens once it was counted down so often; each event that comes to it counts it down.
    static CountDownLatch gate(String name, int count) {
        var gate = new CountDownLatch(count);
        GATES.put(name, gate);
        return gate;
    }

    @Executable
    Out<String> play(Event<String> event, FunctionContext context) throws InterruptedException {
        RUNS.merge(context.function() + " " + event.data(), 1, Integer::sum);
        String[] words = event.data().split(" ");
        switch (words[0]) {
            case "fail" -> throw new IllegalStateException("broken by " + event.data());
            case "once" -> failAt(context.attempt());
            case "wait" -> meet(GATES.get(words[1]));
            case "long" -> spend(Long.parseLong(words[1]));
            case "say" -> say(event.data(), context);
            case "halt" -> Runtime.getRuntime().halt(1);
            default -> {}
        }
        return switch (words[0]) {
            case "big" -> Out.of("x".repeat(Integer.parseInt(words[1])));
            case "to" -> Out.to(words[1], event.data());
            default -> Out.of(event.data());
        };
    }

    private static void failAt(int attempt) {
        if (attempt == 1) {
            throw new IllegalStateException("broken at first");
        }
    }

    private static void say(String text, FunctionContext context) throws InterruptedException {
        context.logger().info("by the context: {}", text);
        Logger own = LoggerFactory.getLogger("shop.Price");
        if (text.endsWith("first")) {
            MDC.put("customer", "Ada");
        }
        own.atWarn().addKeyValue("host", "of the author").log("by a logger,\nof {}", text);
        own.debug("not written");
        PrintStream console = System.out;
        console.println("printed: " + text);
        Thread.ofVirtual()
                .start(() -> context.logger().info("on another thread: {}", text))
                .join();
    }

    private static void meet(CountDownLatch gate) throws InterruptedException {
        gate.countDown();
        gate.await();
    }

    private static void spend(long millis) throws InterruptedException {
        boolean _ = new CountDownLatch(1).await(millis, TimeUnit.MILLISECONDS);
    }
}

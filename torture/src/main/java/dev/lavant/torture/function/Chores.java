package dev.lavant.torture.function;

import dev.lavant.function.EventFunction;
import dev.lavant.function.FunctionContext;
import dev.lavant.function.Retry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/// What is tortured: an ordinary function, with outputs, retries and dead letters.
public class Chores {
    /// Name of the function.
    public static final String NAME = "torture";

    /// Its events.
    public static final String EVENTS = "torture-chores";

    /// Its outputs: what was [Done].
    public static final String OUTPUTS = "torture-done";

    /// Attempts that it has for an event.
    public static final int ATTEMPTS = 4;

    /// Environment variable: the folder for files that outlive a host.
    public static final String FOLDER = "LAVANT_TORTURE_FOLDER";

    private static final int MEBIBYTE = 1 << 20;

    private final Path folder = Path.of(System.getenv().getOrDefault(FOLDER, "."));
    private final String host = System.getenv().getOrDefault("LAVANT_HOST_ID", "a host");
    private final AtomicBoolean said = new AtomicBoolean();

    /// An output.
    ///
    /// @param event name of the event that was handled
    public record Done(String event) {}

    /// Does a chore as it says.
    @EventFunction(
            name = NAME,
            topics = EVENTS,
            output = OUTPUTS,
            timeout = "10s",
            memory = "96Mi",
            concurrency = 8,
            retry = @Retry(attempts = ATTEMPTS, backoff = "50ms", maxBackoff = "200ms"))
    Done handle(Chore chore, FunctionContext context) throws IOException, InterruptedException {
        sayThatThisHostWorks();
        switch (chore.manner()) {
            case FAST -> {}
            case SLOW -> take(chore.millis());
            case FAILS -> fail(chore, context, chore.times());
            case DIES -> fail(chore, context, Integer.MAX_VALUE);
            case EXHAUSTS -> exhaust(chore);
        }
        return new Done(chore.event());
    }

    /// Tells the torturer that this process has begun to handle events: now it is worth killing.
    private void sayThatThisHostWorks() throws IOException {
        if (said.compareAndSet(false, true)) {
            touch("working", host);
        }
    }

    private static void take(int millis) throws InterruptedException {
        boolean _ = new CountDownLatch(1).await(millis, TimeUnit.MILLISECONDS);
    }

    private static void fail(Chore chore, FunctionContext context, int times) {
        if (context.attempt() <= times) {
            throw new IllegalStateException(chore.event() + " fails, as it was told to");
        }
    }

    /// A file for each time it was tried ends this: what is in memory goes with the host.
    private void exhaust(Chore chore) throws IOException {
        for (int time = 1; time <= chore.times(); time++) {
            if (touch("exhausted", chore.event() + "-" + time)) {
                takeAllMemory();
            }
        }
    }

    private static void takeAllMemory() {
        var hoard = new ArrayList<byte[]>();
        while (!Thread.currentThread().isInterrupted()) {
            hoard.add(new byte[MEBIBYTE]);
        }
    }

    private boolean touch(String kind, String name) throws IOException {
        Path file = Files.createDirectories(folder.resolve(kind)).resolve(name);
        if (Files.exists(file)) {
            return false;
        }
        Files.createFile(file);
        return true;
    }
}

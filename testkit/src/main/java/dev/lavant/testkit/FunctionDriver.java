package dev.lavant.testkit;

import dev.lavant.deploy.project.ManifestReader;
import dev.lavant.deploy.publish.Deployments;
import dev.lavant.deploy.settings.Caps;
import dev.lavant.deploy.settings.EffectiveSettings;
import dev.lavant.deploy.settings.Said;
import dev.lavant.function.Event;
import dev.lavant.host.FunctionAttempt;
import dev.lavant.host.Rehearsal;
import dev.lavant.manifest.FunctionManifest;
import dev.lavant.schemas.FunctionDeployment;
import dev.lavant.schemas.UsageKind;
import dev.lavant.schemas.UsageRecord;
import dev.lavant.schemas.topics.Topics;
import io.micronaut.context.ApplicationContext;
import io.micronaut.serde.ObjectMapper;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/// Sends events to the functions on the class path, tells them the time, and shows what they did.
///
/// Every call returns when nothing is left to do at the present time: an event that failed waits for [#advance]. What
/// one function writes and another reads goes on by itself. Used by the test's thread alone.
@Singleton
public final class FunctionDriver {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final ApplicationContext context;
    private final ObjectMapper json;
    private final List<FunctionAttempt> attempts = new ArrayList<>();
    private final Map<String, Rehearsal> rehearsals = new LinkedHashMap<>();
    private VirtualTime time = new VirtualTime();
    private @Nullable Stage stage;
    private int sent;
    private Overdue overdue = Overdue.FAILS;

    private enum Overdue {
        FAILS,
        EXPECTED
    }

    /// Made by Micronaut.
    FunctionDriver(ApplicationContext context, ObjectMapper json) {
        this.context = context;
        this.json = json;
    }

    /// Sends an event without a key.
    ///
    /// @param data an Avro record, `String`, `byte[]`, or a record that becomes JSON
    public void send(String topic, Object data) {
        send(topic, null, data, _ -> {});
    }

    /// Sends an event.
    public void send(String topic, @Nullable String key, Object data) {
        send(topic, key, data, _ -> {});
    }

    /// Sends an event of which more is said, e.g. `event -> event.type("shop.sold")`.
    public void send(String topic, @Nullable String key, Object data, Consumer<SentEvent> more) {
        append(topic, key, new Encoding(stage().wire(), json).encode(topic, data), more);
    }

    /// Sends the event in a file: a CloudEvent in structured JSON, named as in `src/test/events`, as a path, or on the
    /// class path. Its `partitionkey` is the key. Data for a function that takes Avro are written in Avro's JSON.
    ///
    /// @throws IllegalArgumentException when there is no such file or it holds no CloudEvent
    public void sendFile(String topic, String name) {
        var file = EventFile.of(name);
        byte[] data = new Encoding(stage().wire(), json).encode(topic, file, functions());
        append(topic, file.key().orElse(null), data, file.attributes());
    }

    private void append(String topic, @Nullable String key, byte[] data, Consumer<SentEvent> more) {
        var event = new SentEvent("test-" + ++sent);
        more.accept(event);
        var record = new ProducerRecord<byte[], byte[]>(
                topic, null, key == null ? null : key.getBytes(StandardCharsets.UTF_8), data);
        event.allHeaders().forEach((name, text) -> record.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
        stage().append(record);
        settle();
    }

    /// The events that were written to a topic, in their order.
    ///
    /// @param type what a handler would take
    public <T> List<Event<T>> read(String topic, Class<T> type) {
        return stage().records(topic).stream()
                .map(record -> Rehearsal.event(record, type, stage().wire(), json))
                .toList();
    }

    /// Lets time pass: retries and batches that become due run, each at its time.
    public void advance(Duration duration) {
        long until = time.after(duration);
        OptionalLong due = nextDue();
        while (due.isPresent() && due.getAsLong() <= until) {
            time.moveTo(Math.max(time.nanos(), due.getAsLong()));
            settle();
            due = nextDue();
        }
        time.moveTo(until);
        settle();
    }

    private OptionalLong nextDue() {
        return rehearsals.values().stream()
                .flatMapToLong(rehearsal -> rehearsal.nextDueNanos().stream())
                .min();
    }

    /// The time as the functions see it.
    public Instant now() {
        return time.now();
    }

    /// All attempts of all functions, in the order in which they ended.
    public List<FunctionAttempt> attempts() {
        return List.copyOf(attempts);
    }

    /// All attempts of one function.
    public List<FunctionAttempt> attempts(String function) {
        String name = known(function);
        return attempts.stream()
                .filter(attempt -> attempt.function().equals(name))
                .toList();
    }

    /// The events that a function gave up on.
    public List<DeadEvent> deadLetters(String function) {
        return read(Topics.deadLetters(known(function)), byte[].class).stream()
                .map(DeadEvent::of)
                .toList();
    }

    /// The usage records of all functions: one for each event and function.
    public List<UsageRecord> usage() {
        return stage().records(Topics.USAGE).stream()
                .map(record -> stage().wire().decode(record.value(), UsageRecord.class))
                .filter(usage -> usage.getKind() == UsageKind.INVOCATION)
                .toList();
    }

    /// The usage records of one function.
    public List<UsageRecord> usage(String function) {
        String name = known(function);
        return usage().stream()
                .filter(usage -> usage.getFunction().equals(name))
                .toList();
    }

    /// Says that this test means a handler to run past its deadline; otherwise that fails the test.
    public void expectOverdue() {
        overdue = Overdue.EXPECTED;
    }

    private void settle() {
        long until = System.nanoTime() + PATIENCE.toNanos();
        do {
            rehearsals.values().forEach(FunctionDriver::turnUntilQuiet);
            if (System.nanoTime() > until) {
                throw new AssertionError("the functions have not come to rest within " + PATIENCE.toSeconds()
                        + " s: does one of them start itself?");
            }
        } while (stage().handOn() || !rehearsals.values().stream().allMatch(Rehearsal::atEnd));
    }

    private static void turnUntilQuiet(Rehearsal rehearsal) {
        do {
            rehearsal.turn();
        } while (!rehearsal.quiet());
    }

    /// Called before each test.
    void begin(Stage.Kind kind) {
        attempts.clear();
        overdue = Overdue.FAILS;
        List<FunctionDeployment> deployments = deployments();
        Stage fresh = switch (kind) {
            case MEMORY -> inMemory();
            case BROKER -> BrokerStage.of(deployments);
        };
        stage = fresh;
        deployments.forEach(function -> rehearsals.computeIfAbsent(
                function.getName(), _ -> Rehearsal.of(context, function, fresh.deploy(function, time, attempts::add))));
        settle();
    }

    private Stage inMemory() {
        close();
        time = new VirtualTime();
        return new MemoryStage(time);
    }

    /// Called after each test. A function in which events still wait for their time is started anew for the next test;
    /// the others stay in their consumer groups.
    void end() {
        rehearsals.values().removeIf(rehearsal -> {
            boolean unfinished = rehearsal.nextDueNanos().isPresent();
            if (unfinished) {
                rehearsal.close();
            }
            return unfinished;
        });
        stage().close();
        attempts.stream()
                .filter(attempt -> overdue == Overdue.FAILS)
                .flatMap(attempt -> attempt.overdue().stream()
                        .map(deadline -> "function " + attempt.function() + " ran past its deadline of "
                                + deadline.toMillis() + " ms at " + attempt.topic() + " offset " + attempt.offset()
                                + ": let it end sooner, raise its timeout, or call driver.expectOverdue()"))
                .findFirst()
                .ifPresent(message -> {
                    throw new AssertionError(message);
                });
    }

    @PreDestroy
    void close() {
        rehearsals.values().forEach(Rehearsal::close);
        rehearsals.clear();
    }

    private Stage stage() {
        return Objects.requireNonNull(stage, "the driver works within tests of a class with @FunctionTest");
    }

    private String known(String function) {
        List<String> names = functions().stream().map(FunctionManifest::name).toList();
        if (!names.contains(function)) {
            throw new IllegalArgumentException(
                    "there is no function '" + function + "' on the class path, there are " + names);
        }
        return function;
    }

    private List<FunctionManifest> functions() {
        var classPath = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(entry -> !entry.isEmpty())
                .map(Path::of)
                .toList();
        return ManifestReader.read(classPath);
    }

    private List<FunctionDeployment> deployments() {
        List<FunctionManifest> functions = functions();
        if (functions.isEmpty()) {
            throw new IllegalStateException("there is no function on the class path: annotate a method with"
                    + " @EventFunction, and put function-processor on the compiler's annotation processor path");
        }
        return functions.stream()
                .map(function -> EffectiveSettings.of(function, Said.NOTHING, Said.NOTHING, Caps.none("default")))
                .map(one -> Deployments.of(one.function(), "default", List.of(), time.now()))
                .toList();
    }
}

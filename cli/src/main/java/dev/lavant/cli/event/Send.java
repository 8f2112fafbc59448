package dev.lavant.cli.event;

import dev.lavant.cli.connect.Platform;
import dev.lavant.cli.options.CommonOptions;
import dev.lavant.cli.outcome.CommandFailed;
import dev.lavant.cli.outcome.Exit;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `lavant event send`.
@Command(
        name = "send",
        description = "Send a CloudEvent to a topic and say where it lies. All replicas have it by then.")
public final class Send implements Callable<Integer> {
    private final CommonOptions common;

    @Parameters(paramLabel = "TOPIC", description = "A topic that exists.")
    private String topic = "";

    @Option(
            names = "--data",
            paramLabel = "TEXT|@FILE",
            description = "The event's data; @FILE takes it from a file, @- from standard input.")
    private String data = "";

    @Option(
            names = "--avro",
            paramLabel = "SCHEMA.avsc",
            description = "Write the data, which is JSON, as Avro of this schema, in the Confluent wire format.")
    private Optional<Path> schema = Optional.empty();

    @Option(names = "--type", description = "CloudEvents type; by default lavant.event, or the schema's full name.")
    private Optional<String> type = Optional.empty();

    @Option(names = "--id", description = "CloudEvents id; by default a random one.")
    private Optional<String> id = Optional.empty();

    @Option(
            names = "--source",
            defaultValue = "/lavant/cli",
            description = "CloudEvents source; by default ${DEFAULT-VALUE}.")
    private String source = "";

    @Option(names = "--subject", description = "CloudEvents subject.")
    private Optional<String> subject = Optional.empty();

    @Option(names = "--key", description = "The record's key: events of one key keep their order.")
    private Optional<String> key = Optional.empty();

    @Option(names = "--header", paramLabel = "NAME=VALUE", description = "One more header; may be repeated.")
    private Map<String, String> headers = Map.of();

    @Option(
            names = "--count",
            defaultValue = "1",
            description = "Send it so many times, each with an id of its own; by default once.")
    private int count = 1;

    /// A verb of one command line.
    public Send(CommonOptions common) {
        this.common = common;
    }

    @Override
    public Integer call() {
        if (count < 1) {
            throw new CommandFailed(
                    Exit.USAGE, "--count must be at least 1, was " + count, "Nothing was sent.", "Type it again.");
        }
        String content = data.startsWith("@") ? common.surroundings().read(data.substring(1)) : data;
        var platform = Platform.reach(common.addresses());
        var payload = schema.map(file -> Payload.avro(
                        topic,
                        common.surroundings().read(file.toString()),
                        content,
                        platform.connection().wire()))
                .orElseGet(() -> Payload.text(content));
        var delivery = new Delivery(topic, key, payload.bytes());
        var sent = delivery.send(platform, count, number -> attributes(payload, number));
        common.console().list(Sent.LISTING, sent);
        return Exit.OK.code();
    }

    private Attributes attributes(Payload payload, int number) {
        return new Attributes(
                id.map(given -> count == 1 ? given : given + "-" + number)
                        .orElseGet(() -> UUID.randomUUID().toString()),
                source,
                type.orElse(payload.type()),
                subject,
                Clock.systemUTC().instant(),
                payload.contentType(),
                headers);
    }
}

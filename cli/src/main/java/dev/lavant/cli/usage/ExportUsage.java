package dev.lavant.cli.usage;

import dev.lavant.cli.connect.ExistingTopics;
import dev.lavant.cli.connect.Platform;
import dev.lavant.cli.options.CommonOptions;
import dev.lavant.cli.outcome.Exit;
import dev.lavant.cli.show.Console;
import dev.lavant.schemas.UsageRecord;
import dev.lavant.schemas.control.TopicReader;
import dev.lavant.schemas.control.TopicReader.Start;
import dev.lavant.schemas.control.TopicReader.Stop;
import dev.lavant.schemas.topics.Topics;
import dev.lavant.schemas.wire.UnreadableRecord;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `lavant usage events`.
@Command(
        name = "events",
        description = {
            "Print usage records as CloudEvents in JSON, one a line, for meters such as OpenMeter. A delivery that was reported",
            "again has the same source and id. Quantities are those of the bill, in its smallest units."
        })
public final class ExportUsage implements Callable<Integer> {
    private final CommonOptions common;

    @Option(names = "--tenant", paramLabel = "TENANT", description = "Only this tenant.")
    private Optional<String> tenant = Optional.empty();

    @Option(names = "--follow", description = "Go on with what comes, instead of stopping at the present end.")
    private boolean follow;

    /// A verb of one command line.
    public ExportUsage(CommonOptions common) {
        this.common = common;
    }

    @Override
    public Integer call() {
        var platform = Platform.reach(common.addresses());
        ExistingTopics.require(platform, Topics.USAGE);
        Console console = common.console();
        try (var reader = new TopicReader(platform.consumer())) {
            reader.read(
                    reader.partitions(Topics.USAGE),
                    Start.BEGINNING,
                    follow ? Stop.NEVER : Stop.AT_END,
                    record -> print(record, platform, console));
        }
        console.out().flush();
        return Exit.OK.code();
    }

    private boolean print(ConsumerRecord<byte[], byte[]> record, Platform platform, Console console) {
        try {
            UsageRecord usage = platform.connection().wire().decode(record.value(), UsageRecord.class);
            if (tenant.isEmpty() || usage.getTenant().equals(tenant.get())) {
                console.out().println(UsageEvent.of(usage, Instant.ofEpochMilli(record.timestamp())));
            }
        } catch (UnreadableRecord unreadable) {
            console.hint("left out: " + record.topic() + "-" + record.partition() + "@" + record.offset() + ", "
                    + unreadable.getMessage());
        }
        return !console.abandoned();
    }
}

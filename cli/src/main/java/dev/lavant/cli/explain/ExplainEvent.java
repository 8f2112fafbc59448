package dev.lavant.cli.explain;

import dev.lavant.cli.connect.ControlTopics;
import dev.lavant.cli.connect.ExistingTopics;
import dev.lavant.cli.connect.Platform;
import dev.lavant.cli.content.Headers;
import dev.lavant.cli.event.EventFile;
import dev.lavant.cli.options.CommonOptions;
import dev.lavant.cli.outcome.CommandFailed;
import dev.lavant.cli.outcome.Exit;
import dev.lavant.filter.EventHeaders;
import dev.lavant.schemas.control.TopicReader;
import dev.lavant.schemas.topics.Topics;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.TopicPartition;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `lavant explain event`.
@Command(
        name = "event",
        description = {
            "Say which functions get an event, and why the others do not, by the rules that hold now.",
            "The event lies in a topic, at PARTITION@OFFSET as 'lavant event tail' shows it, or is in a file and yet to be sent."
        })
public final class ExplainEvent implements Callable<Integer> {
    private static final Pattern PLACE = Pattern.compile("(\\d{1,9})@(\\d{1,18})");

    private final CommonOptions common;

    @Parameters(index = "0", paramLabel = "TOPIC", description = "Where the event is, or would be sent.")
    private String topic = "";

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "PARTITION@OFFSET",
            description = "Where it lies in the topic.")
    private Optional<String> place = Optional.empty();

    @Option(
            names = "--event",
            paramLabel = "FILE",
            description = "A CloudEvent in structured JSON; - is standard input.")
    private Optional<String> file = Optional.empty();

    @Option(
            names = "--header",
            paramLabel = "NAME=VALUE",
            description = "A header of the event in the file that is no attribute; may be repeated.")
    private Map<String, String> headers = Map.of();

    /// A verb of one command line.
    public ExplainEvent(CommonOptions common) {
        this.common = common;
    }

    @Override
    public Integer call() {
        if (place.isPresent() == file.isPresent()) {
            throw new CommandFailed(
                    Exit.USAGE,
                    "either PARTITION@OFFSET or --event FILE says which event",
                    "An event lies in a topic, or in a file.",
                    "Type for example:  lavant explain event " + topic + " 0@17");
        }
        Optional<TopicPartition> partition = place.map(this::partition);
        Optional<EventHeaders> read = file.map(this::inFile);
        var platform = Platform.reach(common.addresses());
        ExistingTopics.require(platform, topic);
        AskedEvent event = partition
                .map(there -> inTopic(platform, there, offset(place.orElseThrow())))
                .orElseGet(() -> new AskedEvent(topic, Optional.empty(), read.orElseThrow()));
        List<ToldFunction> told = ControlTopics.read(platform, Topics.FUNCTIONS).functions().stream()
                .map(function -> ToldFunction.of(function, event))
                .sorted(Comparator.comparing((ToldFunction one) -> one.code().gets())
                        .reversed()
                        .thenComparing(ToldFunction::code))
                .toList();
        common.console().list(ToldFunction.LISTING, told);
        if (told.isEmpty()) {
            common.console().hint("no function is deployed:  lavant deploy DIR");
        }
        return Exit.OK.code();
    }

    private EventHeaders inFile(String file) {
        List<EventHeaders> events = EventFile.events(common.surroundings().read(file), headers);
        if (events.size() != 1) {
            throw new CommandFailed(
                    Exit.CHECK_FAILED,
                    "the file holds " + events.size() + " events",
                    "One event is explained at a time.",
                    "Put one into a file of its own.");
        }
        return events.getFirst();
    }

    private TopicPartition partition(String place) {
        return new TopicPartition(topic, Integer.parseInt(matched(place).group(1)));
    }

    private static long offset(String place) {
        return Long.parseLong(matched(place).group(2));
    }

    private static Matcher matched(String place) {
        Matcher matcher = PLACE.matcher(place);
        if (!matcher.matches()) {
            throw new CommandFailed(
                    Exit.USAGE,
                    "'" + place + "' is not a place such as 0@17",
                    "It is the number of a partition, an @, and an offset in it.",
                    "Look for the event:  lavant event tail TOPIC --exit");
        }
        return matcher;
    }

    private static AskedEvent inTopic(Platform platform, TopicPartition partition, long offset) {
        try (var reader = new TopicReader(platform.consumer())) {
            return reader.at(partition, offset)
                    .map(record -> new AskedEvent(
                            partition.topic(),
                            Optional.of(new AskedEvent.Place(partition, offset)),
                            new EventHeaders(Headers.of(record).byName())))
                    .orElseThrow(() -> new CommandFailed(
                            Exit.NOT_FOUND,
                            "there is no committed event at " + partition.partition() + "@" + offset + " of "
                                    + partition.topic(),
                            "It is not there yet, is deleted, or there is no such partition.",
                            "See those that are:  lavant event tail " + partition.topic() + " --exit"));
        }
    }
}

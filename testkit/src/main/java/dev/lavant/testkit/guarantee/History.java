package dev.lavant.testkit.guarantee;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What went into one function and what came out of it, as a reader of committed records sees it once all is done.
/// The function writes one output for each event that it handles.
///
/// An event has a name that only it has; whoever makes the history knows how to tell it from an output or a usage
/// record.
///
/// @param sent in the order of their offsets, so that those of one key stand in the order in which they were sent
/// @param outputs in the order of their offsets
public record History(List<Sent> sent, List<Output> outputs, List<DeadLetter> deadLetters, List<Usage> usage) {

    /// An event that the function is to handle.
    ///
    /// @param at where the function finds it
    public record Sent(String event, String key, Place at) {
        @Override
        public String toString() {
            return event + " (key " + key + ", " + at + ")";
        }
    }

    /// What the function made of an event.
    ///
    /// @param at where the output stands
    public record Output(String event, Place at) {}

    /// An event that the function has given up.
    ///
    /// @param attempts runs of the handler
    /// @param at where the dead letter stands
    public record DeadLetter(String event, int attempts, Place at) {}

    /// A usage record that bills an event.
    ///
    /// @param usageId as hexadecimal digits; the same for the same event, whoever handles it
    /// @param attempts runs of the handler
    /// @param at where the usage record stands
    public record Usage(String event, String usageId, int attempts, Place at) {}

    public History {
        sent = List.copyOf(sent);
        outputs = List.copyOf(outputs);
        deadLetters = List.copyOf(deadLetters);
        usage = List.copyOf(usage);
    }

    /// The events by name; of two with one name the first.
    Map<String, Sent> sentByName() {
        return sent.stream()
                .collect(Collectors.toMap(Sent::event, Function.identity(), (first, _) -> first, LinkedHashMap::new));
    }

    /// Where the outcomes of each event stand: outputs first, then dead letters.
    Map<String, List<Place>> outcomes() {
        var places = grouped(outputs, Output::event, Output::at);
        grouped(deadLetters, DeadLetter::event, DeadLetter::at)
                .forEach((event, more) -> places.merge(event, more, History::joined));
        return places;
    }

    private static List<Place> joined(List<Place> one, List<Place> other) {
        return Stream.concat(one.stream(), other.stream()).toList();
    }

    /// Values by key, keys in the order in which they come first.
    static <T, V> Map<String, List<V>> grouped(List<T> things, Function<T, String> key, Function<T, V> value) {
        return things.stream()
                .collect(Collectors.groupingBy(
                        key, LinkedHashMap::new, Collectors.mapping(value, Collectors.toUnmodifiableList())));
    }
}

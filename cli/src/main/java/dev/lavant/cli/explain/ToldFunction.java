package dev.lavant.cli.explain;

import dev.lavant.cli.show.Column;
import dev.lavant.cli.show.Listing;
import dev.lavant.filter.EventHeaders;
import dev.lavant.filter.Filter;
import dev.lavant.filter.Verdict;
import dev.lavant.schemas.FunctionDeployment;
import dev.lavant.schemas.StartOffset;
import java.util.Locale;
import java.util.Optional;

/// Whether one function gets an event, and why not.
record ToldFunction(FunctionDeployment function, Code code, String why) {

    /// The reason for programs.
    enum Code {
        /// It reads the topic and has no filter.
        NO_FILTER,
        /// Its filter matches.
        MATCHES,
        /// Its filter does not.
        DIFFERS,
        /// Its filter has no value for the event.
        NO_VALUE,
        /// Its filter cannot be read.
        BROKEN_FILTER,
        /// The record is no CloudEvent.
        NO_EVENT,
        /// The event is older than its first deploy.
        BEFORE_START,
        /// It reads other topics.
        OTHER_TOPIC;

        boolean gets() {
            return this == NO_FILTER || this == MATCHES;
        }

        String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    static final Listing<ToldFunction> LISTING = new Listing<>(
            Column.text("FUNCTION", "function", told -> told.function().getName()),
            Column.field("revision", told -> told.function().getRevision()),
            Column.seen("GETS IT", Column.Aligned.LEFT, told -> told.code().gets() ? "yes" : "no"),
            Column.field("gets", told -> told.code().gets()),
            Column.field("code", told -> told.code().word()),
            Column.text("WHY", "why", ToldFunction::why),
            Column.field("filter", told -> Optional.ofNullable(told.function().getFilter())));

    static ToldFunction of(FunctionDeployment function, AskedEvent event) {
        if (!function.getSourceTopics().contains(event.topic())) {
            return new ToldFunction(
                    function, Code.OTHER_TOPIC, "it reads " + String.join(", ", function.getSourceTopics()));
        }
        if (function.getFilter() == null) {
            return new ToldFunction(function, Code.NO_FILTER, "it has no filter and gets all of " + event.topic());
        }
        Optional<Long> start = function.getStartOffsets().stream()
                .filter(event::isBefore)
                .map(StartOffset::getOffset)
                .findFirst();
        return start.map(first -> new ToldFunction(
                        function, Code.BEFORE_START, "it was deployed later and begins at offset " + first))
                .orElseGet(() -> asked(function, event.headers()));
    }

    private static ToldFunction asked(FunctionDeployment function, EventHeaders event) {
        Optional<String> fault = event.fault();
        if (fault.isPresent()) {
            return new ToldFunction(function, Code.NO_EVENT, fault.get());
        }
        try {
            Filter filter = Filter.parse(function.getFilter());
            return switch (filter.ask(event)) {
                case Verdict.Matches _ -> new ToldFunction(function, Code.MATCHES, filter.text());
                case Verdict.Differs _ -> new ToldFunction(function, Code.DIFFERS, filter.because(event));
                case Verdict.Fails _ -> new ToldFunction(function, Code.NO_VALUE, filter.because(event));
            };
        } catch (IllegalArgumentException unreadable) {
            return new ToldFunction(function, Code.BROKEN_FILTER, String.valueOf(unreadable.getMessage()));
        }
    }
}

package dev.lavant.cli.filter;

import dev.lavant.cli.show.Column;
import dev.lavant.cli.show.Listing;
import dev.lavant.filter.EventHeaders;
import dev.lavant.filter.Filter;
import dev.lavant.filter.Verdict;
import java.util.Optional;

/// What a filter says of one event.
///
/// @param verdict matches, differs, no-value (an error, so that the event does not get through) or no-event
/// @param why it does not match; empty when it does
record TestedEvent(Optional<String> id, Optional<String> type, String verdict, String why) {
    private static final String MATCHES = "matches";

    static final Listing<TestedEvent> LISTING = new Listing<>(
            Column.text("EVENT", "id", event -> event.id().orElse("-")),
            Column.text("TYPE", "type", event -> event.type().orElse("-")),
            Column.text("FILTER", "verdict", TestedEvent::verdict),
            Column.text("WHY", "why", TestedEvent::why));

    static TestedEvent of(Filter filter, EventHeaders event) {
        return event.fault().map(fault -> of(event, "no-event", fault)).orElseGet(() -> switch (filter.ask(event)) {
            case Verdict.Matches _ -> of(event, MATCHES, "");
            case Verdict.Differs _ -> of(event, "differs", filter.because(event));
            case Verdict.Fails _ -> of(event, "no-value", filter.because(event));
        });
    }

    private static TestedEvent of(EventHeaders event, String verdict, String why) {
        return new TestedEvent(event.header("ce_id"), event.header("ce_type"), verdict, why);
    }

    boolean matches() {
        return verdict.equals(MATCHES);
    }
}

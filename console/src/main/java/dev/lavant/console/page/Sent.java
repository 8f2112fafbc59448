package dev.lavant.console.page;

import io.micronaut.http.sse.Event;

/// A message of the feed. Its id names the console's start too, so that nobody resumes in another one's numbers.
///
/// @param run unique per start of a console
/// @param number one more for each message
record Sent(String run, long number, String name, String json) {
    Event<String> event() {
        return Event.of(json).id(run + "-" + number).name(name);
    }

    boolean hasId(String id) {
        return id.equals(run + "-" + number);
    }
}

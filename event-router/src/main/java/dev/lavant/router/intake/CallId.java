package dev.lavant.router.intake;

import dev.lavant.router.route.Routes.Partition;
import dev.lavant.router.route.Routes.Place;
import java.util.Optional;
import java.util.regex.Pattern;

/// The id by which whoever called a function asks for the result later: where the event stands, as `purchases:0@17`, so
/// that every ingress knows it and none has to remember it.
final class CallId {
    private static final Pattern FORM = Pattern.compile("([a-zA-Z0-9._-]{1,249}):(\\d{1,9})@(\\d{1,18})");

    private CallId() {}

    static String of(Place event) {
        return event.partition().topic() + ":" + event.partition().number() + "@" + event.offset();
    }

    /// Empty when the text is no such id.
    static Optional<Place> place(String id) {
        var parts = FORM.matcher(id);
        return parts.matches()
                ? Optional.of(new Place(
                        new Partition(parts.group(1), Integer.parseInt(parts.group(2))),
                        Long.parseLong(parts.group(3))))
                : Optional.empty();
    }
}

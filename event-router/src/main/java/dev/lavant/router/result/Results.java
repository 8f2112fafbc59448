package dev.lavant.router.result;

import dev.lavant.router.route.Routes.Place;
import java.time.Duration;
import java.util.Optional;

/// Where results are told. Thread-safe.
public interface Results {

    /// Begins to listen, and returns when every result that is committed from now on will be heard. To be called before
    /// the event is written.
    Listening listen(Callee callee);

    /// Looks for the result of an event that may have been decided before anybody listened. Reads the topics from the
    /// event's time on, which takes the longer the older the event is.
    ///
    /// @param usageId of the event and the function, hexadecimal
    Past past(Callee callee, Place event, String usageId);

    /// One caller's ear for a function's results.
    interface Listening extends AutoCloseable {
        /// Waits for the result of an event.
        ///
        /// @param usageId of the event and the function, hexadecimal
        /// @return empty when it did not come in time
        Optional<Result> await(String usageId, Duration atMost);

        @Override
        void close();
    }

    /// What the topics say of an event.
    sealed interface Past {
        /// It is decided.
        record Decided(Result result) implements Past {}

        /// It is there, and nothing is decided of it yet.
        record Undecided() implements Past {}

        /// It is not there: it never was, or it is not kept any longer.
        record NoEvent() implements Past {}
    }
}

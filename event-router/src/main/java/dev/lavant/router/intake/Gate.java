package dev.lavant.router.intake;

import dev.lavant.schemas.FunctionDeployment;
import io.micronaut.http.HttpHeaders;

/// Who may come in. On the loopback address, which only this machine reaches, anybody; elsewhere who has a key.
///
/// Thread-safe.
public interface Gate {
    /// Nobody is asked.
    Gate OPEN = _ -> Caller.ANYBODY;

    /// Lets a request in by its headers, before anything else of it is looked at.
    ///
    /// @throws Refusal 401 without a key that is known, 429 when its events come too fast
    Caller enter(HttpHeaders headers);

    /// Whoever was let in, and what they may do.
    interface Caller {
        /// May do everything.
        Caller ANYBODY = new Caller() {
            @Override
            public void requireTopic(String topic) {}

            @Override
            public boolean sees(FunctionDeployment function) {
                return true;
            }

            @Override
            public void requireFunction(FunctionDeployment function) {}

            @Override
            public void brought(int events) {}
        };

        /// Makes sure that events may be sent to a topic.
        ///
        /// @throws Refusal 403 when events may not be sent to this topic
        void requireTopic(String topic);

        /// Whether the function is there at all for this caller.
        boolean sees(FunctionDeployment function);

        /// Makes sure that a function, which the caller sees, may be called.
        ///
        /// @throws Refusal 403 when the function may not be called
        void requireFunction(FunctionDeployment function);

        /// The request turns out to hold so many events; it is not refused for that, but those after it may be.
        void brought(int events);
    }
}

package dev.lavant.host;

import dev.lavant.host.commit.Committer;
import dev.lavant.host.report.Heartbeats;
import java.util.Optional;
import java.util.concurrent.Future;

/// What a host has of Kafka before it reads anything.
///
/// @param committer the slot is its own
record Contacts(Committer committer, EngineParts.KnownTopics topics, Heartbeats heartbeats) {

    /// Those that Kafka is still asked for.
    record Awaited(Future<Committer> committer, Future<EngineParts.KnownTopics> topics, Future<Heartbeats> heartbeats) {

        /// Waits for all of them; empty when they were given up.
        Optional<Contacts> await(FirstContact kafka) {
            Optional<Committer> fenced = kafka.await(committer);
            Optional<EngineParts.KnownTopics> known = kafka.await(topics);
            Optional<Heartbeats> beating = kafka.await(heartbeats);
            if (fenced.isPresent() && known.isPresent() && beating.isPresent()) {
                return Optional.of(new Contacts(fenced.get(), known.get(), beating.get()));
            }
            beating.ifPresent(Heartbeats::close);
            fenced.ifPresent(Committer::close);
            return Optional.empty();
        }
    }
}

package dev.lavant.host;

import dev.lavant.host.commit.Committer;
import dev.lavant.host.report.Heartbeats;
import java.util.Optional;
import java.util.concurrent.Future;

/// What a host has of Kafka before it reads anything.
///
/// @param committer the slot is its own
record Contacts(Committer committer, EngineParts.KnownTopics topics, Heartbeats heartbeats, FeedOpener feed) {

    /// Those that Kafka is still asked for.
    record Awaited(
            Future<Committer> committer,
            Future<EngineParts.KnownTopics> topics,
            Future<Heartbeats> heartbeats,
            Future<FeedOpener> feed) {

        /// The function cannot be called: a host that is in its group already leaves it, or others would wait for it.
        ///
        /// @param why told what else went wrong
        void leave(FirstContact kafka, Throwable why) {
            try {
                kafka.await(feed).ifPresent(FeedOpener::close);
            } catch (IllegalStateException notJoined) {
                why.addSuppressed(notJoined);
            }
        }

        /// Waits for all of them; empty when they were given up.
        Optional<Contacts> await(FirstContact kafka) {
            Optional<Committer> fenced = kafka.await(committer);
            Optional<EngineParts.KnownTopics> known = kafka.await(topics);
            Optional<Heartbeats> beating = kafka.await(heartbeats);
            Optional<FeedOpener> opener = kafka.await(feed);
            if (fenced.isPresent() && known.isPresent() && beating.isPresent() && opener.isPresent()) {
                return Optional.of(new Contacts(fenced.get(), known.get(), beating.get(), opener.get()));
            }
            opener.ifPresent(FeedOpener::close);
            beating.ifPresent(Heartbeats::close);
            fenced.ifPresent(Committer::close);
            return Optional.empty();
        }
    }
}

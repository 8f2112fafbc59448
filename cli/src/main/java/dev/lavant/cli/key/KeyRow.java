package dev.lavant.cli.key;

import dev.lavant.cli.show.Column;
import dev.lavant.cli.show.Listing;
import dev.lavant.schemas.ApiKey;
import java.util.List;
import java.util.Locale;

/// A key as it is shown: never with its secret, which is not kept.
final class KeyRow {
    static final Listing<ApiKey> LISTING = new Listing<>(
            Column.text("ID", "id", ApiKey::getKeyId),
            Column.text("TENANT", "tenant", ApiKey::getTenant),
            Column.seen("TOPICS", Column.Aligned.LEFT, key -> orNone(key.getTopics())),
            Column.field("topics", ApiKey::getTopics),
            Column.seen("FUNCTIONS", Column.Aligned.LEFT, key -> orNone(key.getFunctions())),
            Column.field("functions", ApiKey::getFunctions),
            Column.text("ROLE", "role", key -> key.getRole().name().toLowerCase(Locale.ROOT)),
            Column.number("EVENTS/S", "eventsPerSecond", key -> (long) key.getEventsPerSecond()),
            Column.number("BURST", "burst", key -> (long) key.getBurst()),
            Column.text("CREATED", "createdAt", key -> key.getCreatedAt().toString()),
            Column.text("FOR", "description", ApiKey::getDescription));

    private KeyRow() {}

    private static String orNone(List<String> names) {
        return names.isEmpty() ? "-" : String.join(", ", names);
    }
}

package dev.lavant.cli.bill;

import dev.lavant.billing.audit.Place;
import dev.lavant.billing.rate.Sku;
import dev.lavant.cli.show.Column;
import dev.lavant.cli.show.Column.Aligned;
import dev.lavant.cli.show.Listing;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;

/// A usage record as a part of a line.
///
/// @param usage where the record stands
/// @param event where its event stands; empty for the time of a host
/// @param quantity in the SKU's smallest unit
/// @param exactNanos what that costs by itself, 1e-9 of the currency, not rounded
record Piece(
        Place usage,
        Optional<Place> event,
        Optional<String> eventId,
        Instant at,
        String host,
        Sku sku,
        long quantity,
        BigDecimal exactNanos) {
    static final Listing<Piece> LISTING = new Listing<>(
            Column.seen(
                    "EVENT",
                    Aligned.LEFT,
                    piece -> piece.event().map(Place::toString).orElse("-")),
            Column.field("topic", piece -> piece.event().map(Place::topic)),
            Column.field("partition", piece -> piece.event().map(Place::partition)),
            Column.field("offset", piece -> piece.event().map(Place::offset)),
            Column.seen("ID", Aligned.LEFT, piece -> piece.eventId().orElse("-")),
            Column.field("eventId", piece -> piece.eventId()),
            Column.text("USAGE RECORD", "usage", piece -> piece.usage().toString()),
            Column.text("METERED", "meteredAt", piece -> piece.at().toString()),
            Column.text("HOST", "host", Piece::host),
            Column.number("QUANTITY", "quantity", Piece::quantity),
            Column.field("unit", piece -> piece.sku().unit().counted()),
            Column.seen(
                    "NANOS",
                    Aligned.RIGHT,
                    piece -> piece.exactNanos().stripTrailingZeros().toPlainString()),
            Column.field("exactNanos", Piece::exactNanos));
}

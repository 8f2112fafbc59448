package dev.lavant.host.invoke;

import dev.lavant.schemas.FunctionDeployment;
import dev.lavant.schemas.log.Facts;
import dev.lavant.schemas.usage.UsageIds;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What log lines say of an attempt: which one, and at which event. Worked out when a line is written.
///
/// @param attempt 1 for the first
/// @param events at least one, of which the first is named
public record AttemptFacts(FunctionDeployment function, int attempt, List<Delivery> events) {
    /// Source: W3C Trace Context, level 1, section 3.2.2.
    private static final Pattern TRACE_PARENT =
            Pattern.compile("[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}.*");

    /// Hands them over one by one, names as in [Facts].
    public void tell(BiConsumer<String, Object> taker) {
        Delivery first = events.getFirst();
        taker.accept(Facts.ATTEMPT, attempt);
        Events.header(first.record(), "ce_id").ifPresent(id -> taker.accept(Facts.EVENT, id));
        taker.accept(
                Facts.PLACE,
                first.record().topic() + "-" + first.record().partition() + "@"
                        + first.record().offset());
        taker.accept(Facts.INVOCATION, invocation(first));
        Events.header(first.record(), "traceparent")
                .map(TRACE_PARENT::matcher)
                .filter(Matcher::matches)
                .ifPresent(trace -> taker.accept(Facts.TRACE, trace.group(1)));
        if (events.size() > 1) {
            taker.accept(Facts.EVENTS, events.size());
        }
    }

    private String invocation(Delivery event) {
        return UsageIds.hex(UsageIds.of(
                function.getName(),
                function.getGroupId(),
                event.topicId(),
                event.record().partition(),
                event.record().offset()));
    }
}

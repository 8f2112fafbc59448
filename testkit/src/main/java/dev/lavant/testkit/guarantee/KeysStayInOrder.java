package dev.lavant.testkit.guarantee;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/// Outputs of one key come in the order of its events; an event that comes out twice is judged by its first output,
/// since that it is there twice is another guarantee's concern.
///
///     sent:    a1 b1 a2 b2                  (keys a and b)
///     kept:    outputs b1 a1 b2 a2
///     kept:    outputs a2 b1 b2             (a1 is a dead letter)
///     broken:  outputs a2 a1 b1 b2          (a2 did not wait for a1)
public record KeysStayInOrder() implements Guarantee {

    private record Step(long rank, History.Output output) {}

    @Override
    public String kind() {
        return "reordered";
    }

    @Override
    public List<Violation> violations(History history) {
        var sent = history.sentByName();
        Map<String, Long> ranks = ranks(history);
        var judged = new HashSet<String>();
        var furthest = new HashMap<String, Step>();
        var violations = new ArrayList<Violation>();
        for (History.Output output : history.outputs()) {
            History.Sent event = sent.get(output.event());
            if (event == null || !judged.add(output.event())) {
                continue;
            }
            var step = new Step(ranks.getOrDefault(output.event(), 0L), output);
            Step ahead = furthest.merge(event.key(), step, (old, now) -> old.rank() > now.rank() ? old : now);
            if (ahead.rank() > step.rank()) {
                violations.add(new Violation(kind(), output.event(), how(event, output, ahead.output())));
            }
        }
        return violations;
    }

    private static Map<String, Long> ranks(History history) {
        var ranks = new HashMap<String, Long>();
        history.sent().forEach(sent -> ranks.putIfAbsent(sent.event(), (long) ranks.size()));
        return ranks;
    }

    private static String how(History.Sent event, History.Output output, History.Output before) {
        return event + " came out at " + output.at() + ", after " + before.event() + " of the same key at "
                + before.at() + ", which was sent later";
    }
}

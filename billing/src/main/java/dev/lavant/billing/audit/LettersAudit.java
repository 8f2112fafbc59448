package dev.lavant.billing.audit;

import dev.lavant.billing.audit.Finding.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// That events that were given up are dead letters, and dead letters were metered. Pure.
public final class LettersAudit {
    private LettersAudit() {}

    /// What is wrong.
    ///
    /// @param before dead letters that were there before the usage records were read, by usage id
    /// @param after usage ids of those that were there after it
    /// @param metered see [UsageLedger#deadLettered]
    public static List<Finding> check(Map<String, Place> before, Set<String> after, Map<String, Place> metered) {
        var findings = new ArrayList<Finding>();
        before.forEach((usageId, letter) -> {
            if (!metered.containsKey(usageId)) {
                findings.add(new Finding(
                        Kind.OUTCOME,
                        letter.toString(),
                        "it is a dead letter, and no usage record says so (usage id " + usageId + ")"));
            }
        });
        metered.forEach((usageId, usage) -> {
            if (!after.contains(usageId)) {
                findings.add(new Finding(
                        Kind.OUTCOME,
                        usage.toString(),
                        "it says that its event became a dead letter, and there is none (usage id " + usageId + ")"));
            }
        });
        return findings;
    }
}

package dev.lavant.deploy.publish;

import dev.lavant.schemas.FunctionDeployment;
import java.util.Map;

/// Numbers the revisions of functions.
final class Revisions {
    private Revisions() {}

    /// The deployment as it stands when nothing but the time is new, else with the next revision. Pure.
    static FunctionDeployment next(Map<String, FunctionDeployment> before, FunctionDeployment wanted) {
        FunctionDeployment last = before.get(wanted.getName());
        if (last == null) {
            return wanted;
        }
        var same = FunctionDeployment.newBuilder(wanted)
                .setRevision(last.getRevision())
                .setDeployedAt(last.getDeployedAt())
                .build();
        return same.equals(last)
                ? last
                : FunctionDeployment.newBuilder(wanted)
                        .setRevision(last.getRevision() + 1)
                        .build();
    }
}

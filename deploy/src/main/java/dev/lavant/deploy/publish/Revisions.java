package dev.lavant.deploy.publish;

import dev.lavant.schemas.FunctionDeployment;
import java.util.Map;

/// Numbers the revisions of functions. Pure.
public final class Revisions {
    private Revisions() {}

    /// The deployment as it stands when nothing but the time is new, else with the next revision. A function that is
    /// paused stays so.
    public static FunctionDeployment next(Map<String, FunctionDeployment> before, FunctionDeployment wanted) {
        FunctionDeployment last = before.get(wanted.getName());
        if (last == null) {
            return wanted;
        }
        var same = FunctionDeployment.newBuilder(wanted)
                .setRevision(last.getRevision())
                .setPaused(last.getPaused())
                .setStartOffsets(last.getStartOffsets())
                .setRolledBackTo(last.getRolledBackTo())
                .setDeployedAt(last.getDeployedAt())
                .build();
        return same.equals(last)
                ? last
                : FunctionDeployment.newBuilder(wanted)
                        .setRevision(last.getRevision() + 1)
                        .setPaused(last.getPaused())
                        .build();
    }
}

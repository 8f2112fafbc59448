package dev.lavant.deploy.publish;

import dev.lavant.schemas.DeployedSchedule;
import dev.lavant.schemas.FunctionDeployment;
import java.util.Map;
import org.jspecify.annotations.Nullable;

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
        FunctionDeployment next = FunctionDeployment.newBuilder(wanted)
                .setSchedule(goingOn(last.getSchedule(), wanted.getSchedule()))
                .build();
        var same = FunctionDeployment.newBuilder(next)
                .setRevision(last.getRevision())
                .setPaused(last.getPaused())
                .setStartOffsets(last.getStartOffsets())
                .setRolledBackTo(last.getRolledBackTo())
                .setDeployedAt(last.getDeployedAt())
                .build();
        return same.equals(last)
                ? last
                : FunctionDeployment.newBuilder(next)
                        .setRevision(last.getRevision() + 1)
                        .setPaused(last.getPaused())
                        .build();
    }

    /// A schedule that stays as it is goes on; another one begins now, so that it has missed nothing.
    private static @Nullable DeployedSchedule goingOn(
            @Nullable DeployedSchedule last, @Nullable DeployedSchedule wanted) {
        if (last == null || wanted == null) {
            return wanted;
        }
        DeployedSchedule same = DeployedSchedule.newBuilder(wanted)
                .setSince(last.getSince())
                .setMissed(last.getMissed())
                .build();
        return same.equals(last)
                ? DeployedSchedule.newBuilder(wanted).setSince(last.getSince()).build()
                : wanted;
    }
}

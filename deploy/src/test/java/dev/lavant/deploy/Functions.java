package dev.lavant.deploy;

import dev.lavant.manifest.FunctionManifest;
import dev.lavant.manifest.FunctionManifest.Data;
import dev.lavant.manifest.FunctionManifest.Format;
import dev.lavant.manifest.FunctionManifest.Payload;
import dev.lavant.manifest.FunctionManifest.Shape;
import dev.lavant.manifest.Origin;
import dev.lavant.manifest.Setting;
import dev.lavant.manifest.Settings;
import java.util.Optional;

/// Functions as the compiler would have found them.
public final class Functions {
    private Functions() {}

    /// One that reads and writes these topics and has every default.
    public static FunctionManifest function(String name, String reads, String writes) {
        var settings = Settings.none()
                .with(Setting.TOPICS, reads, Origin.ANNOTATION)
                .with(Setting.OUTPUTS, writes, writes.isEmpty() ? Origin.DEFAULT : Origin.ANNOTATION)
                .with(Setting.FILTER, "", Origin.DEFAULT)
                .with(Setting.TIMEOUT, "30s", Origin.DEFAULT)
                .with(Setting.MEMORY, "256Mi", Origin.ANNOTATION)
                .with(Setting.CONCURRENCY, "4", Origin.DEFAULT)
                .with(Setting.ORDERING, "KEY", Origin.DEFAULT)
                .with(Setting.ATTEMPTS, "3", Origin.DEFAULT)
                .with(Setting.BACKOFF, "200ms", Origin.DEFAULT)
                .with(Setting.MAX_BACKOFF, "5m", Origin.DEFAULT)
                .with(Setting.NEVER, "", Origin.DEFAULT)
                .with(Setting.BATCH_MAX, "1", Origin.DEFAULT)
                .with(Setting.BATCH_WAIT, "0ms", Origin.DEFAULT)
                .with(Setting.START_FROM, "LATEST", Origin.DEFAULT)
                .with(Setting.TARGET_LATENCY, "10s", Origin.DEFAULT);
        return new FunctionManifest(
                name,
                "shop." + name,
                "handle",
                "Handles.",
                new Payload(new Data("java.lang.String", Format.STRING), Shape.DATA),
                Optional.empty(),
                settings);
    }
}

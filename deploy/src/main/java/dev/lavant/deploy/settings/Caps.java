package dev.lavant.deploy.settings;

import dev.lavant.manifest.Origin;
import dev.lavant.manifest.Setting;
import dev.lavant.manifest.Settings;
import dev.lavant.schemas.TenantCaps;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The most that a tenant's functions may have. What is beyond is cut, not refused: the function runs, with less.
///
/// @param most by setting, as text; a setting that is not there has no cap
public record Caps(String tenant, Map<Setting, String> most) {

    public Caps {
        most = Map.copyOf(most);
    }

    /// No cap at all.
    public static Caps none(String tenant) {
        return new Caps(tenant, Map.of());
    }

    /// Those of a record of `lavant.tenants`.
    public static Caps of(TenantCaps caps) {
        var most = new LinkedHashMap<Setting, String>();
        put(most, Setting.MAX_HOSTS, caps.getMaxHosts(), "");
        put(most, Setting.MEMORY, caps.getMemoryMib(), "Mi");
        put(most, Setting.CONCURRENCY, caps.getConcurrency(), "");
        put(most, Setting.TIMEOUT, caps.getTimeoutMillis(), "ms");
        return new Caps(caps.getTenant(), most);
    }

    private static void put(Map<Setting, String> most, Setting setting, @Nullable Number cap, String unit) {
        if (cap != null) {
            most.put(setting, cap + unit);
        }
    }

    /// The settings with all that is beyond a cap cut to it.
    Settings cut(Settings settings) {
        Settings cut = settings;
        for (Map.Entry<Setting, String> cap : most.entrySet()) {
            Settings capped = settings.with(cap.getKey(), cap.getValue(), Origin.CAP);
            if (amount(settings, cap.getKey()) > amount(capped, cap.getKey())) {
                cut = cut.with(cap.getKey(), cap.getValue(), Origin.CAP);
            }
        }
        return cut;
    }

    private static long amount(Settings settings, Setting setting) {
        return switch (setting.kind()) {
            case NUMBER -> settings.number(setting);
            case DURATION -> settings.duration(setting).toMillis();
            case SIZE -> settings.mebibytes(setting);
            case TEXT, LIST -> throw new IllegalArgumentException(setting.key() + " is no amount and has no cap");
        };
    }
}

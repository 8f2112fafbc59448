package dev.lavant.deploy.settings;

import dev.lavant.manifest.FunctionManifest;
import dev.lavant.manifest.FunctionManifest.Shape;
import dev.lavant.manifest.Origin;
import dev.lavant.manifest.Setting;
import dev.lavant.manifest.SettingRules;
import dev.lavant.manifest.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// What holds for one function: its annotation, overruled by its project's configuration, by the options of the deploy
/// and by the caps of its tenant, in this order.
///
/// @param function with its settings, uncut by caps when there are faults
/// @param faults what is wrong with them, each as one sentence; a function with faults cannot be deployed
/// @param cuts what a cap has cut, each as one sentence
public record EffectiveSettings(FunctionManifest function, List<String> faults, List<String> cuts) {
    private static final String DEFAULT_MAX_HOSTS = "4";
    private static final Set<Setting> WORDS = Set.of(Setting.ORDERING, Setting.START_FROM, Setting.SCHEDULE_MISSED);

    /// Puts together what everyone said.
    public static EffectiveSettings of(FunctionManifest declared, Said configuration, Said options, Caps caps) {
        Settings settings = declared.settings();
        if (!settings.values().containsKey(Setting.MAX_HOSTS)) {
            settings = settings.with(Setting.MAX_HOSTS, DEFAULT_MAX_HOSTS, Origin.DEFAULT);
        }
        settings = overruled(settings, configuration.of(declared.name()), Origin.CONFIGURATION);
        settings = overruled(settings, options.of(declared.name()), Origin.DEPLOY);
        var faults = new ArrayList<>(SettingRules.faults(declared.name(), settings));
        faults.addAll(shape(declared, settings));
        if (!faults.isEmpty()) {
            return new EffectiveSettings(declared.with(settings), faults, List.of());
        }
        Settings cut = caps.cut(settings);
        return new EffectiveSettings(declared.with(cut), List.of(), cuts(settings, cut, caps.tenant()));
    }

    private static Settings overruled(Settings settings, Map<Setting, String> by, Origin origin) {
        Settings overruled = settings;
        for (Map.Entry<Setting, String> said : by.entrySet()) {
            boolean word = WORDS.contains(said.getKey());
            String text = word ? said.getValue().toUpperCase(Locale.ROOT) : said.getValue();
            overruled = overruled.with(said.getKey(), text, origin);
        }
        return overruled;
    }

    /// Whether a call gets one event or many is for the code to say.
    private static List<String> shape(FunctionManifest declared, Settings settings) {
        boolean takesMany = declared.payload().shape() == Shape.BATCH;
        String max = settings.text(Setting.BATCH_MAX);
        if (takesMany == max.equals("1")) {
            return List.of("batch.max is " + max + ", but " + declared.handler() + " takes "
                    + (takesMany ? "batches: make it more than 1" : "one event: leave it at 1"));
        }
        return List.of();
    }

    private static List<String> cuts(Settings before, Settings after, String tenant) {
        return after.values().entrySet().stream()
                .filter(setting -> setting.getValue().origin() == Origin.CAP)
                .map(setting -> setting.getKey().key() + " is cut from " + before.text(setting.getKey()) + " to "
                        + setting.getValue().text() + ", the cap of tenant " + tenant)
                .toList();
    }
}

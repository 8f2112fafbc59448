package dev.lavant.simulator.model;

import dev.lavant.autoscaler.decide.Spec.Sharing;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a simulated function and its platform are like. Times are in seconds.
///
/// @param values of the settings that differ from what they are when unset
public record Model(Map<Setting, String> values) {
    /// Nothing is set.
    public static final Model UNSET = new Model(Map.of());

    private static final Pattern TIME = Pattern.compile("(\\d+(?:\\.\\d+)?)(ms|s|m|h)");

    public Model {
        values = Map.copyOf(values);
        values.forEach(Model::check);
    }

    /// The same with one setting more.
    ///
    /// @throws IllegalArgumentException that names the setting, what it takes and what it got
    public Model with(Setting setting, String value) {
        var more = new EnumMap<Setting, String>(Setting.class);
        more.putAll(values);
        more.put(setting, value);
        return new Model(more);
    }

    private static void check(Setting setting, String value) {
        boolean fits = switch (setting.kind()) {
            case TIME -> TIME.matcher(value).matches();
            case NUMBER -> value.matches("\\d{1,6}(\\.\\d{1,6})?");
            case COUNT -> value.matches("[1-9]\\d{0,4}");
            case ORDERING -> value.matches("key|none");
        };
        if (!fits) {
            throw new IllegalArgumentException(
                    setting.key() + " must be " + setting.kind().words() + ", was " + value);
        }
        boolean zero = setting.kind() == Setting.Kind.TIME && seconds(value) == 0;
        if (zero && (setting == Setting.TARGET || setting == Setting.SERVICE || setting == Setting.TICK)) {
            throw new IllegalArgumentException(setting.key() + " must be above zero, was " + value);
        }
    }

    private static double seconds(String value) {
        Matcher time = TIME.matcher(value);
        if (!time.matches()) {
            throw new IllegalStateException(value);
        }
        double amount = Double.parseDouble(time.group(1));
        return switch (time.group(2)) {
            case "ms" -> amount / 1_000;
            case "s" -> amount;
            case "m" -> amount * 60;
            default -> amount * 3_600;
        };
    }

    private String value(Setting setting) {
        return Objects.requireNonNull(values.getOrDefault(setting, setting.unset()));
    }

    /// A setting that is a time, in seconds.
    public double time(Setting setting) {
        return seconds(value(setting));
    }

    /// A setting that is a whole number.
    public int count(Setting setting) {
        return Integer.parseInt(value(setting));
    }

    /// A setting that is a number.
    public double number(Setting setting) {
        return Double.parseDouble(value(setting));
    }

    /// Whether a host beyond the partitions is of use.
    public Sharing sharing() {
        return value(Setting.ORDERING).equals("none") ? Sharing.BY_EVENT : Sharing.BY_PARTITION;
    }

    /// Hosts that can work at once.
    public int usefulHosts() {
        int max = count(Setting.MAX_HOSTS);
        return switch (sharing()) {
            case BY_EVENT -> max;
            case BY_PARTITION -> Math.min(max, count(Setting.PARTITIONS));
        };
    }

    /// Events a second that one host can do.
    public double perHost() {
        return count(Setting.CONCURRENCY) / time(Setting.SERVICE);
    }
}

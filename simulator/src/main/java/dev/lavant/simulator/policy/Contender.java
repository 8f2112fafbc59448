package dev.lavant.simulator.policy;

import dev.lavant.simulator.model.Model;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// The rules that are compared.
public enum Contender {
    LAVANT("the function that Lavant's autoscaler runs"),
    KEDA("KEDA's Kafka scaler and the Kubernetes HPA, as they are by default"),
    KEDA_TUNED("the same, polling every 5 s, threshold 100, cooldown and down-window 60 s"),
    KPA("Knative's autoscaler on concurrency, 70 % of a host's"),
    GOOGLE("Google's Kafka scaler for Cloud Run, 100 waiting a host, every 5 s");

    private final String words;

    Contender(String words) {
        this.words = words;
    }

    /// As it is typed, e.g. `keda-tuned`.
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// What it is.
    public String words() {
        return words;
    }

    /// One that remembers nothing yet.
    public Policy fresh(Model model) {
        return switch (this) {
            case LAVANT -> new Lavant(model);
            case KEDA -> Keda.unset(model.usefulHosts());
            case KEDA_TUNED -> Keda.tuned(model.usefulHosts());
            case KPA -> new Kpa(model);
            case GOOGLE -> new Google(model);
        };
    }

    /// The rule of that name.
    public static Optional<Contender> of(String key) {
        return Arrays.stream(values())
                .filter(contender -> contender.key().equals(key))
                .findFirst();
    }
}

package dev.lavant.simulator.plane;

import dev.lavant.simulator.load.Workload;
import dev.lavant.simulator.model.Model;
import dev.lavant.simulator.model.Setting;
import java.util.SplittableRandom;

/// A workload with how long each of its events takes: the same for every rule.
public final class Load {
    private final Workload workload;
    private final float[] services;

    /// Draws the times from the seed.
    public Load(Workload workload, Model model, long seed) {
        this.workload = workload;
        this.services = new float[workload.events()];
        var random = new SplittableRandom(seed ^ 0x5e41ce);
        double sigma = Math.sqrt(Math.log(1 + model.number(Setting.SPREAD)));
        double mu = Math.log(model.time(Setting.SERVICE)) - sigma * sigma / 2;
        for (int i = 0; i < services.length; i++) {
            services[i] = (float) Math.exp(mu + sigma * random.nextGaussian());
        }
    }

    /// When events arrive.
    public Workload workload() {
        return workload;
    }

    /// How long an event takes, in seconds.
    public double service(int event) {
        return services[event];
    }
}

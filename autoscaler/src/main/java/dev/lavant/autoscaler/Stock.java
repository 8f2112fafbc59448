package dev.lavant.autoscaler;

import dev.lavant.schemas.FunctionDeployment;
import dev.lavant.schemas.ScalingCode;
import dev.lavant.schemas.TenantCaps;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Something of which there is so much, and that hosts take a part of each.
sealed interface Stock {

    /// How much there is of it.
    long total();

    /// What one host of a function takes.
    int each(FunctionDeployment function);

    /// Whether a function takes of it.
    boolean isFor(FunctionDeployment function);

    ScalingCode code();

    /// Why a function may have so many hosts.
    ///
    /// @param others functions that want some, too
    String reason(FunctionDeployment function, int hosts, int others);

    /// The memory for all hosts.
    record Mebibytes(long total) implements Stock {
        @Override
        public int each(FunctionDeployment function) {
            return function.getMemoryMib();
        }

        @Override
        public boolean isFor(FunctionDeployment function) {
            return true;
        }

        @Override
        public ScalingCode code() {
            return ScalingCode.CAPPED_CLUSTER;
        }

        @Override
        public String reason(FunctionDeployment function, int hosts, int others) {
            return "%d of %d MiB each are its share of %,d MiB, which %s"
                    .formatted(hosts, function.getMemoryMib(), total, Stock.wanted(others));
        }
    }

    /// What one tenant may have of something.
    sealed interface Quota extends Stock {
        String tenant();

        @Override
        default boolean isFor(FunctionDeployment function) {
            return function.getTenant().equals(tenant());
        }

        @Override
        default ScalingCode code() {
            return ScalingCode.CAPPED_QUOTA;
        }
    }

    /// The hosts that a tenant may have.
    record Hosts(String tenant, long total) implements Quota {
        @Override
        public int each(FunctionDeployment function) {
            return 1;
        }

        @Override
        public String reason(FunctionDeployment function, int hosts, int others) {
            return "%d are its share of the %d that %s may have, which %s"
                    .formatted(hosts, total, tenant, Stock.wanted(others));
        }
    }

    /// The calls that a tenant may have at once.
    record Calls(String tenant, long total) implements Quota {
        @Override
        public int each(FunctionDeployment function) {
            return function.getConcurrency();
        }

        @Override
        public String reason(FunctionDeployment function, int hosts, int others) {
            return "%d with %d calls each are its share of the %d calls at once that %s may have, which %s"
                    .formatted(hosts, function.getConcurrency(), total, tenant, Stock.wanted(others));
        }
    }

    private static String wanted(int others) {
        return others + (others == 1 ? " other function wants" : " other functions want");
    }

    /// All that a function takes of.
    static List<Stock> of(long mib, FunctionDeployment function, Optional<TenantCaps> caps) {
        var stocks = new ArrayList<Stock>();
        if (mib != AutoscalerConfig.UNBOUNDED) {
            stocks.add(new Mebibytes(mib));
        }
        String tenant = function.getTenant();
        caps.map(TenantCaps::getAllHosts).ifPresent(most -> stocks.add(new Hosts(tenant, most)));
        caps.map(TenantCaps::getAllCalls).ifPresent(most -> stocks.add(new Calls(tenant, most)));
        return stocks;
    }
}

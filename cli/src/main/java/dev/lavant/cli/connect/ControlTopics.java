package dev.lavant.cli.connect;

import dev.lavant.cli.outcome.CommandFailed;
import dev.lavant.cli.outcome.Exit;
import dev.lavant.schemas.ApiKey;
import dev.lavant.schemas.Budget;
import dev.lavant.schemas.FunctionDeployment;
import dev.lavant.schemas.HostHeartbeat;
import dev.lavant.schemas.PriceBookVersion;
import dev.lavant.schemas.ScheduleProgress;
import dev.lavant.schemas.Spending;
import dev.lavant.schemas.Statement;
import dev.lavant.schemas.TenantCaps;
import dev.lavant.schemas.UsageSummary;
import dev.lavant.schemas.control.ControlState;
import dev.lavant.schemas.topics.Topics;
import java.util.List;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;

/// The platform's compacted topics as they stand now: of each key the newest value, without those removed.
public final class ControlTopics {
    private final ControlState state;

    private ControlTopics(ControlState state) {
        this.state = state;
    }

    /// Reads some of the topics, all in one go.
    public static ControlTopics read(Platform platform, String... topics) {
        return new ControlTopics(ControlState.read(platform.connection(), topics));
    }

    /// What is deployed, in the order of the names.
    public List<FunctionDeployment> functions() {
        return decoded(Topics.FUNCTIONS, FunctionDeployment.class);
    }

    /// How far the ticks of schedules are dealt with, in the order of the functions.
    public List<ScheduleProgress> schedules() {
        return decoded(Topics.SCHEDULES, ScheduleProgress.class);
    }

    /// Every revision that is kept, in the order of name and revision as text.
    public List<FunctionDeployment> revisions() {
        return decoded(Topics.REVISIONS, FunctionDeployment.class);
    }

    /// What tenants may have at most, in the order of their names.
    public List<TenantCaps> tenants() {
        return decoded(Topics.TENANTS, TenantCaps.class);
    }

    /// Who may send events over HTTP, in the order of the keys' ids.
    public List<ApiKey> keys() {
        return decoded(Topics.KEYS, ApiKey.class);
    }

    /// The hosts that have not taken their leave.
    public List<HostHeartbeat> hosts() {
        return decoded(Topics.HOSTS, HostHeartbeat.class);
    }

    /// Sums of usage, in the order of tenant, function, revision, kind and window.
    public List<UsageSummary> summaries() {
        return decoded(Topics.SUMMARIES, UsageSummary.class);
    }

    /// The bill, in the order of tenant, function and hour.
    public List<Statement> statements() {
        return decoded(Topics.STATEMENTS, Statement.class);
    }

    /// Price books, in the order of their names.
    public List<PriceBookVersion> prices() {
        return decoded(Topics.PRICES, PriceBookVersion.class);
    }

    /// What may be spent, in the order of tenants and functions.
    public List<Budget> budgets() {
        return decoded(Topics.BUDGETS, Budget.class);
    }

    /// How far a budget is used up; empty while nobody has said.
    public Optional<Spending> spending(String budget) {
        return state.one(Topics.SPENDING, budget, Spending.class);
    }

    /// Makes sure that a function is known: deployed now, or on the bill since it once was.
    ///
    /// @throws CommandFailed with exit code 3 that names those that are deployed
    public void requireFunction(String name, Addresses addresses) {
        var deployed = functions().stream().map(FunctionDeployment::getName).toList();
        boolean billed =
                statements().stream().anyMatch(hour -> hour.getFunction().equals(name));
        if (!deployed.contains(name) && !billed) {
            throw new CommandFailed(
                    Exit.NOT_FOUND,
                    "there is no function '" + name + "'",
                    "Deployed at " + addresses.bootstrapServers()
                            + (deployed.isEmpty() ? " is none." : " are: " + String.join(", ", deployed) + "."),
                    "See them:  lavant ls");
        }
    }

    private <T extends SpecificRecord> List<T> decoded(String topic, Class<T> type) {
        return state.all(topic, type);
    }
}

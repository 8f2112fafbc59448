package dev.lavant.schemas.topics;

import dev.lavant.schemas.FunctionDeployment;
import java.util.List;

/// Names of the platform's own topics and of those made for each function.
public final class Topics {
    /// What is deployed: [dev.lavant.schemas.FunctionDeployment] by function name, compacted.
    public static final String FUNCTIONS = "lavant.functions";

    /// What was deployed before: [dev.lavant.schemas.FunctionDeployment] by `function/revision`, compacted.
    public static final String REVISIONS = "lavant.revisions";

    /// Jars of functions in chunks by `sha256/chunk`, compacted; see [dev.lavant.schemas.artifact.ArtifactStore].
    public static final String ARTIFACTS = "lavant.artifacts";

    /// What tenants may have at most: [dev.lavant.schemas.TenantCaps] by tenant, compacted.
    public static final String TENANTS = "lavant.tenants";

    /// Who may send events over HTTP: [dev.lavant.schemas.ApiKey] by key id, compacted.
    public static final String KEYS = "lavant.keys";

    /// What was done about dead letters: [dev.lavant.schemas.DecidedLetter] by `function/letter`, compacted.
    public static final String REDRIVES = "lavant.redrives";

    /// How far ticks are dealt with: [dev.lavant.schemas.ScheduleProgress] by function name, compacted.
    public static final String SCHEDULES = "lavant.schedules";

    /// Heartbeats: [dev.lavant.schemas.HostHeartbeat] by host id, compacted.
    public static final String HOSTS = "lavant.hosts";

    /// Every scaling decision with its reason: [dev.lavant.schemas.ScalingDecision] by function name.
    public static final String SCALING = "lavant.scaling";

    /// Which autoscaler leads: [dev.lavant.schemas.ScalingLease], one partition, kept an hour.
    public static final String SCALING_LEADER = "lavant.scaling.leader";

    /// What leaders hand on: [dev.lavant.schemas.ScalingMemory] by function name, compacted.
    public static final String SCALING_STATE = "lavant.scaling.state";

    /// One [dev.lavant.schemas.UsageRecord] for each event and function.
    public static final String USAGE = "billing.usage";

    /// Exact sums: [dev.lavant.schemas.UsageSummary] by tenant, function, revision, kind and window, compacted.
    public static final String SUMMARIES = "billing.summaries";

    /// What hours cost: [dev.lavant.schemas.Statement] by tenant, function and hour, compacted.
    public static final String STATEMENTS = "billing.statements";

    /// What compute costs, from when: [dev.lavant.schemas.PriceBookVersion] by name, compacted.
    public static final String PRICES = "billing.prices";

    /// What may be spent: [dev.lavant.schemas.Budget] by `tenant` or `tenant/function`, compacted.
    public static final String BUDGETS = "billing.budgets";

    /// How far budgets are used up: [dev.lavant.schemas.Spending] by the budget's key, compacted.
    public static final String SPENDING = "billing.spending";

    /// What whoever pays should know: [dev.lavant.schemas.BudgetAlert] by `tenant` or `tenant/function`.
    public static final String ALERTS = "billing.alerts";

    /// Where the embedded registry keeps its schemas, in Confluent's record format.
    public static final String SCHEMAS = "_schemas";

    /// Consumer group of the event routers.
    public static final String ROUTER_GROUP = "lavant.router";

    /// Consumer group of billing.
    public static final String BILLING_GROUP = "lavant.billing";

    private static final String QUEUE = "lavant.queue.";
    private static final String TICKS = "lavant.ticks.";
    private static final String DEAD_LETTERS = "lavant.dead-letters.";

    private Topics() {}

    /// The queue that the router fills for a function with a filter.
    public static String queue(String function) {
        return QUEUE + function;
    }

    /// The ticks of a function with a schedule.
    public static String ticks(String function) {
        return TICKS + function;
    }

    /// What the hosts of a function read: its queue when it has a filter, since the router fills that; otherwise the
    /// topics that it names.
    public static List<String> inputs(FunctionDeployment function) {
        return function.getFilter() == null
                ? List.copyOf(function.getSourceTopics())
                : List.of(queue(function.getName()));
    }

    /// Where events end that a function could not handle, also those that it was given again.
    public static String deadLetters(String function) {
        return DEAD_LETTERS + Replays.function(function);
    }

    /// Whether a topic holds the dead letters of a function.
    public static boolean isDeadLetters(String topic) {
        return topic.startsWith(DEAD_LETTERS);
    }

    /// Key of a revision in [#REVISIONS].
    public static String revision(String function, int revision) {
        return function + "/" + revision;
    }

    /// Key of a budget, of how far it is used up, and of its alerts.
    ///
    /// @param function empty for all functions of the tenant together
    public static String budget(String tenant, String function) {
        return function.isEmpty() ? tenant : tenant + "/" + function;
    }

    /// Consumer group of a function's hosts.
    public static String group(String function) {
        return "lavant." + function;
    }

    /// Share group of the hosts of a function without an order. Kafka has one name space for both kinds of groups; no
    /// function has a dot in its name.
    public static String shareGroup(String function) {
        return group(function) + ".share";
    }
}

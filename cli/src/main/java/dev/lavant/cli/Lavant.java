package dev.lavant.cli;

import dev.lavant.cli.acl.ShowRights;
import dev.lavant.cli.audit.Audit;
import dev.lavant.cli.bill.Bill;
import dev.lavant.cli.bill.ExplainLine;
import dev.lavant.cli.bill.ExportBill;
import dev.lavant.cli.bill.VerifyBill;
import dev.lavant.cli.budget.Budgets;
import dev.lavant.cli.budget.RemoveBudget;
import dev.lavant.cli.budget.ResumeBudget;
import dev.lavant.cli.budget.SetBudget;
import dev.lavant.cli.budget.ShowBudgets;
import dev.lavant.cli.cost.CostOfEvent;
import dev.lavant.cli.cost.CostOfTrace;
import dev.lavant.cli.cost.Costs;
import dev.lavant.cli.deadletter.DeadLetters;
import dev.lavant.cli.deadletter.DropDeadLetters;
import dev.lavant.cli.deadletter.ListDeadLetters;
import dev.lavant.cli.deadletter.ReplayDeadLetters;
import dev.lavant.cli.deadletter.ShowDeadLetters;
import dev.lavant.cli.deploy.Check;
import dev.lavant.cli.deploy.Deploy;
import dev.lavant.cli.deploy.Describe;
import dev.lavant.cli.deploy.Pack;
import dev.lavant.cli.deploy.Pause;
import dev.lavant.cli.deploy.Remove;
import dev.lavant.cli.deploy.Resume;
import dev.lavant.cli.deploy.Rollback;
import dev.lavant.cli.doctor.Doctor;
import dev.lavant.cli.event.Events;
import dev.lavant.cli.event.Send;
import dev.lavant.cli.event.Tail;
import dev.lavant.cli.explain.Explain;
import dev.lavant.cli.explain.ExplainEvent;
import dev.lavant.cli.filter.FilterTrial;
import dev.lavant.cli.filter.Filters;
import dev.lavant.cli.functions.ListFunctions;
import dev.lavant.cli.functions.ListSchedules;
import dev.lavant.cli.key.CreateKey;
import dev.lavant.cli.key.Keys;
import dev.lavant.cli.key.ListKeys;
import dev.lavant.cli.key.RevokeKey;
import dev.lavant.cli.logs.ShowLogs;
import dev.lavant.cli.options.CommonOptions;
import dev.lavant.cli.options.Surroundings;
import dev.lavant.cli.prices.PriceVerbs;
import dev.lavant.cli.prices.SetPrices;
import dev.lavant.cli.prices.ShowPrices;
import dev.lavant.cli.project.NewProject;
import dev.lavant.cli.simulate.Simulate;
import dev.lavant.cli.tenant.ShowCaps;
import dev.lavant.cli.tenant.Tenants;
import dev.lavant.cli.usage.ExportUsage;
import dev.lavant.cli.usage.Usage;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;

/// The `lavant` command.
///
/// Verbs for people who look at a platform start in a fraction of a second: they use plain picocli, and load
/// Kafka and Avro only when they run. Their constructors must stay as light as that.
@Command(
        name = "lavant",
        versionProvider = Version.Provider.class,
        description = "Runs functions on the events of Kafka topics, and says what they do and cost.",
        synopsisSubcommandLabel = "VERB",
        commandListHeading = "%nVerbs:%n",
        optionListHeading = "%nOptions, of every verb:%n",
        footer = {
            "",
            "lavant VERB --help tells more. Exit codes: 0 done, 1 failed, 2 usage,",
            "3 not found, 5 check failed, 6 waited in vain, 7 platform not reachable,",
            "130 interrupted."
        })
public final class Lavant {
    @SuppressWarnings("UnusedVariable") // picocli shows the version itself
    @Option(names = "--version", versionHelp = true, description = "Show the version.")
    private boolean version;

    private Lavant() {}

    /// Runs a verb and ends the process with its exit code.
    public static void main(String... arguments) {
        System.exit(commandLine(Surroundings.ofThisProcess(), PlatformElsewhere::verbs)
                .execute(arguments));
    }

    /// The whole command with all verbs, ready to execute once.
    ///
    /// @param platform makes the verbs that run the platform itself; they have a class path of their own
    public static CommandLine commandLine(
            Surroundings surroundings, Function<CommonOptions, List<Callable<Integer>>> platform) {
        var common = new CommonOptions(surroundings);
        var lavant = new CommandLine(new Lavant()).addMixin("common", common);
        platform.apply(common).forEach(lavant::addSubcommand);
        addVerbsOfAuthors(lavant, common);
        addVerbsOfPayers(lavant, common);
        addVerbsOfOperators(lavant, common);
        lavant.addSubcommand(new ListFunctions(common))
                .addSubcommand(new ListSchedules(common))
                .addSubcommand(new CommandLine(new Events())
                        .addSubcommand(new Send(common))
                        .addSubcommand(new Tail(common)))
                .addSubcommand(deadLetters(common))
                .addSubcommand(new CommandLine(new Explain(common)).addSubcommand(new ExplainEvent(common)))
                .addSubcommand(new CommandLine(new Filters()).addSubcommand(new FilterTrial(common)))
                .addSubcommand(new Simulate(common))
                .addSubcommand(new Doctor(common))
                .addSubcommand(new Version(common))
                .addSubcommand(new Train());
        var failures = new FailureReport(common);
        return lavant.setOut(surroundings.out())
                .setErr(surroundings.err())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(failures)
                .setExecutionExceptionHandler(failures)
                .setExecutionStrategy(parsed -> run(lavant, common, parsed));
    }

    private static CommandLine deadLetters(CommonOptions common) {
        return new CommandLine(new DeadLetters())
                .addSubcommand(new ListDeadLetters(common))
                .addSubcommand(new ShowDeadLetters(common))
                .addSubcommand(new ReplayDeadLetters(common))
                .addSubcommand(new DropDeadLetters(common));
    }

    private static void addVerbsOfOperators(CommandLine lavant, CommonOptions common) {
        lavant.addSubcommand(new ShowLogs(common))
                .addSubcommand(new CommandLine(new Tenants()).addSubcommand(new ShowCaps(common)))
                .addSubcommand(keys(common))
                .addSubcommand(new ShowRights(common));
    }

    private static CommandLine keys(CommonOptions common) {
        return new CommandLine(new Keys())
                .addSubcommand(new CreateKey(common))
                .addSubcommand(new ListKeys(common))
                .addSubcommand(new RevokeKey(common));
    }

    private static void addVerbsOfAuthors(CommandLine lavant, CommonOptions common) {
        lavant.addSubcommand(new NewProject(common))
                .addSubcommand(new Pack(common))
                .addSubcommand(new Check(common))
                .addSubcommand(new Deploy(common))
                .addSubcommand(new Describe(common))
                .addSubcommand(new Pause(common))
                .addSubcommand(new Resume(common))
                .addSubcommand(new Rollback(common))
                .addSubcommand(new Remove(common));
    }

    private static void addVerbsOfPayers(CommandLine lavant, CommonOptions common) {
        lavant.addSubcommand(new CommandLine(new Usage(common)).addSubcommand(new ExportUsage(common)))
                .addSubcommand(new CommandLine(new Bill(common))
                        .addSubcommand(new ExplainLine(common))
                        .addSubcommand(new VerifyBill(common))
                        .addSubcommand(new ExportBill(common)))
                .addSubcommand(new CommandLine(new Costs())
                        .addSubcommand(new CostOfEvent(common))
                        .addSubcommand(new CostOfTrace(common)))
                .addSubcommand(new CommandLine(new PriceVerbs())
                        .addSubcommand(new ShowPrices(common))
                        .addSubcommand(new SetPrices(common)))
                .addSubcommand(new CommandLine(new Budgets())
                        .addSubcommand(new SetBudget(common))
                        .addSubcommand(new ShowBudgets(common))
                        .addSubcommand(new ResumeBudget(common))
                        .addSubcommand(new RemoveBudget(common)))
                .addSubcommand(new Audit(common));
    }

    private static int run(CommandLine lavant, CommonOptions common, ParseResult parsed) {
        lavant.setColorScheme(CommandLine.Help.defaultColorScheme(common.ansi()));
        return new RunLast().execute(parsed);
    }
}

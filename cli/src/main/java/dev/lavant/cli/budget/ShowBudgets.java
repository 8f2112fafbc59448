package dev.lavant.cli.budget;

import dev.lavant.cli.connect.ControlTopics;
import dev.lavant.cli.connect.Platform;
import dev.lavant.cli.options.CommonOptions;
import dev.lavant.cli.outcome.Exit;
import dev.lavant.cli.show.Console;
import dev.lavant.deploy.act.BudgetScope;
import dev.lavant.schemas.BudgetAlert;
import dev.lavant.schemas.control.TopicReader;
import dev.lavant.schemas.topics.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `lavant budget show`.
@Command(name = "show", description = "Show budgets, how far they are used up, and the alerts of late.")
public final class ShowBudgets implements Callable<Integer> {
    private static final int SHOWN_ALERTS = 10;

    private final CommonOptions common;

    @Parameters(arity = "0..1", paramLabel = "TENANT[/FUNCTION]", description = "Whose; all without.")
    private Optional<String> scope = Optional.empty();

    /// A verb of one command line.
    public ShowBudgets(CommonOptions common) {
        this.common = common;
    }

    @Override
    public Integer call() {
        Optional<BudgetScope> whom = scope.map(BudgetScope::parse);
        var platform = Platform.reach(common.addresses());
        var topics = ControlTopics.read(platform, Topics.BUDGETS, Topics.SPENDING);
        List<BudgetRow> rows = whom.map(one -> List.of(one.in(topics.budgets()))).orElseGet(topics::budgets).stream()
                .map(budget ->
                        new BudgetRow(budget, topics.spending(Topics.budget(budget.getTenant(), budget.getFunction()))))
                .toList();
        Console console = common.console();
        console.list(BudgetRow.LISTING, rows);
        if (rows.isEmpty()) {
            console.hint("No budget was set.  lavant budget set TENANT 10.00 --on-limit pause");
        }
        List<BudgetAlert> alerts = alerts(platform, whom);
        alerts.stream()
                .skip(Math.max(0, alerts.size() - SHOWN_ALERTS))
                .forEach(alert -> console.hint(alert.getAt() + "  " + alert.getKind() + "  " + alert.getText()));
        return Exit.OK.code();
    }

    private static List<BudgetAlert> alerts(Platform platform, Optional<BudgetScope> whom) {
        var alerts = new ArrayList<BudgetAlert>();
        try (var reader = new TopicReader(platform.consumer())) {
            reader.readAll(
                    List.of(Topics.ALERTS),
                    record -> alerts.add(platform.connection().wire().decode(record.value(), BudgetAlert.class)));
        }
        return alerts.stream()
                .filter(alert -> whom.isEmpty() || isOf(whom.get(), alert))
                .toList();
    }

    private static boolean isOf(BudgetScope scope, BudgetAlert alert) {
        return alert.getTenant().equals(scope.tenant())
                && (scope.function().isEmpty() || alert.getFunction().equals(scope.function()));
    }
}

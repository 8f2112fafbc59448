package dev.lavant.billing.audit;

import dev.lavant.billing.audit.Finding.Kind;
import dev.lavant.billing.rate.Chain;
import dev.lavant.billing.rate.Statements;
import dev.lavant.billing.rate.Summaries;
import dev.lavant.schemas.Statement;
import dev.lavant.schemas.StatementLine;
import dev.lavant.schemas.SummaryState;
import dev.lavant.schemas.UsageSummary;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// That statements are what the usage records add up to, cost what their prices say, and form a chain. Pure.
public final class StatementsAudit {
    private StatementsAudit() {}

    /// That each hour, with its corrections, has what was used.
    ///
    /// @param published the newest of each key in `billing.statements`
    /// @param right see [UsageLedger#sums]
    public static List<Finding> check(Collection<Statement> published, Map<String, UsageSummary> right) {
        var told = new TreeMap<String, List<Statement>>();
        published.forEach(statement ->
                told.computeIfAbsent(hour(statement), _ -> new ArrayList<>()).add(statement));
        Map<String, Statement> due = due(right);
        var keys = new TreeSet<>(told.keySet());
        keys.addAll(due.keySet());
        var findings = new ArrayList<Finding>();
        for (String key : keys) {
            different(told.getOrDefault(key, List.of()), Optional.ofNullable(due.get(key)))
                    .ifPresent(what -> findings.add(new Finding(Kind.STATEMENT, key, what)));
        }
        return findings;
    }

    private static String hour(Statement statement) {
        return statement.getTenant() + "|" + statement.getFunction() + "|" + statement.getHourStart();
    }

    private static Map<String, Statement> due(Map<String, UsageSummary> right) {
        var due = new TreeMap<String, Statement>();
        right.values().stream()
                .filter(sum -> sum.getWindowMillis() == Summaries.HOUR.toMillis())
                .forEach(sum -> {
                    Statement empty = Statements.empty(sum);
                    due.put(
                            hour(empty),
                            Statements.plus(
                                    Optional.ofNullable(due.get(hour(empty))).orElse(empty), sum));
                });
        return due;
    }

    private static Optional<String> different(List<Statement> told, Optional<Statement> due) {
        if (due.isEmpty()) {
            return Optional.of("there is a statement and no usage record");
        }
        if (told.isEmpty()) {
            return Optional.of("there are usage records and no statement");
        }
        var facts = new ArrayList<String>();
        compare(facts, "events", events(told), due.get().getEvents());
        for (StatementLine line : due.get().getLines()) {
            compare(facts, line.getSku(), quantity(told, line.getSku()), line.getQuantity());
        }
        return facts.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", facts));
    }

    private static void compare(List<String> facts, String what, long told, long due) {
        if (told != due) {
            facts.add(what + " is " + told + ", the usage records have " + due);
        }
    }

    private static long events(List<Statement> told) {
        return told.stream().mapToLong(Statement::getEvents).sum();
    }

    private static long quantity(List<Statement> told, String sku) {
        return told.stream()
                .flatMap(statement -> statement.getLines().stream())
                .filter(line -> line.getSku().equals(sku))
                .mapToLong(StatementLine::getQuantity)
                .sum();
    }

    /// That the chain of each tenant is whole: nothing of it missing or changed, and each link rated as its prices say.
    public static List<Finding> chains(Collection<Statement> published) {
        Map<String, List<Statement>> tenants = published.stream()
                .filter(statement -> statement.getState() != SummaryState.OPEN)
                .sorted(Comparator.comparing(Statement::getSequence))
                .collect(Collectors.groupingBy(Statement::getTenant, TreeMap::new, Collectors.toList()));
        return tenants.values().stream().flatMap(links -> chain(links).stream()).toList();
    }

    private static List<Finding> chain(List<Statement> links) {
        var findings = new ArrayList<Finding>();
        Optional<Statement> before = Optional.empty();
        for (Statement link : links) {
            long expected = before.map(Statement::getSequence).orElse(-1L) + 1;
            if (link.getSequence() != expected) {
                findings.add(broken(
                        link,
                        "the one before it in the chain of " + link.getTenant() + ", number " + (link.getSequence() - 1)
                                + ", is not there"));
            } else if (!link.getPreviousHash()
                    .equals(before.map(Statement::getHash).orElse(""))) {
                findings.add(broken(
                        link,
                        "the statement before it, number " + (expected - 1)
                                + ", is not the one that it was chained to"));
            } else {
                misrated(link, before).ifPresent(findings::add);
            }
            if (!Chain.hash(link).equals(link.getHash())) {
                findings.add(broken(link, "it was changed: its hash is not that of what it says"));
            }
            before = Optional.of(link);
        }
        return findings;
    }

    private static Finding broken(Statement link, String what) {
        return new Finding(Kind.CHAIN, Statements.key(link), what);
    }

    private static Optional<Finding> misrated(Statement link, Optional<Statement> before) {
        Statement again = Statements.rated(link, Statements.book(link), before);
        return again.getCostNanos() == link.getCostNanos() && again.getLines().equals(link.getLines())
                ? Optional.empty()
                : Optional.of(new Finding(
                        Kind.STATEMENT,
                        Statements.key(link),
                        "it costs " + link.getCostNanos() + " by its lines, and " + again.getCostNanos()
                                + " by its quantities and prices (1e-9 " + link.getCurrency() + ")"));
    }
}

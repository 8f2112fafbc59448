package dev.lavant.console.page;

import dev.lavant.console.picture.FunctionRow;
import dev.lavant.console.picture.Part;
import dev.lavant.console.picture.Snapshot;
import dev.lavant.service.metrics.Metric;
import dev.lavant.service.metrics.Scrape;
import java.util.Optional;

/// The picture as metrics. What is not known is left out, and never 0.
final class PictureMetrics {
    private static final double MILLIS_PER_SECOND = 1e3;
    private static final double MICROS_PER_SECOND = 1e6;
    private static final double NANOS_PER_UNIT = 1e9;

    private PictureMetrics() {}

    static Scrape of(Snapshot picture) {
        var scrape = new Scrape();
        picture.parts().stream()
                .filter(part -> part.state() != Part.State.UNKNOWN)
                .forEach(part -> scrape.add(Metric.PART_READY, part.state() == Part.State.OK ? 1 : 0, part.name()));
        picture.functions().forEach(row -> new Row(scrape, row).add());
        return scrape;
    }

    /// The metrics of one function.
    private record Row(Scrape scrape, FunctionRow row) {
        void add() {
            add(Metric.LAG_KNOWN, row.lag().isPresent() ? 1 : 0);
            row.lag().ifPresent(lag -> {
                add(Metric.WAITING, lag);
                add(Metric.OLDEST, row.oldestMillis().orElse(0L) / MILLIS_PER_SECOND);
            });
            addHosts(row.hosts());
            row.desired().ifPresent(desired -> add(Metric.HOSTS_DESIRED, desired));
            add(Metric.COMMITTED_RATE, row.rate());
            add(Metric.FAILED_RATE, row.failing());
            addRunTime("50", row.p50Micros());
            addRunTime("99", row.p99Micros());
            add(Metric.COLD_STARTS, row.coldStarts());
            addBill(row.bill());
        }

        private void addHosts(FunctionRow.Hosts hosts) {
            add(Metric.HOSTS, hosts.ready(), "ready");
            add(Metric.HOSTS, hosts.starting(), "starting");
            add(Metric.HOSTS, hosts.draining(), "draining");
            add(Metric.IN_FLIGHT, hosts.inFlight());
        }

        private void addRunTime(String percentile, Optional<Long> micros) {
            micros.ifPresent(time -> add(Metric.RUN_TIME, time / MICROS_PER_SECOND, percentile));
        }

        /// Nothing until all statements were read: a sum that grows while it is read is no growth.
        private void addBill(FunctionRow.Bill bill) {
            bill.costNanos().ifPresent(nanos -> {
                add(Metric.EVENTS, bill.events());
                add(Metric.DEAD_LETTERS, bill.deadLettered());
                add(Metric.COST_TODAY, nanos / NANOS_PER_UNIT, bill.currency());
            });
        }

        private void add(Metric metric, double value) {
            scrape.add(metric, value, row.name(), row.described().tenant());
        }

        private void add(Metric metric, double value, String last) {
            scrape.add(metric, value, row.name(), row.described().tenant(), last);
        }
    }
}

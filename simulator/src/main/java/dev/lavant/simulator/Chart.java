package dev.lavant.simulator;

import static java.util.Locale.ROOT;

import dev.lavant.simulator.Curve.Point;
import dev.lavant.simulator.load.Workload;
import java.util.List;

/// Draws a comparison as SVG: arrivals on top, below them the hosts of each rule over the same time.
public final class Chart {
    private static final int WIDTH = 1_066;
    private static final int LEFT = 176;
    private static final int RIGHT = 36;
    private static final int TOP = 74;
    private static final int ARRIVALS = 120;
    private static final int HOSTS = 62;
    private static final int GAP = 30;
    private static final int COLUMNS = WIDTH - LEFT - RIGHT;

    private final Comparison comparison;
    private final StringBuilder svg = new StringBuilder();
    private final double seconds;

    private Chart(Comparison comparison) {
        this.comparison = comparison;
        this.seconds = comparison.workload().seconds();
    }

    /// The picture.
    public static String svg(Comparison comparison) {
        return new Chart(comparison).draw();
    }

    private String draw() {
        int rows = comparison.runs().size();
        int bottom = TOP + ARRIVALS + rows * (GAP + HOSTS);
        open(bottom + 44);
        grid(bottom);
        arrivals();
        double most = comparison.runs().stream()
                .mapToDouble(run -> run.hosts().highest())
                .max()
                .orElse(1);
        for (int i = 0; i < rows; i++) {
            hosts(comparison.runs().get(i), TOP + ARRIVALS + GAP + i * (GAP + HOSTS), Math.max(1, most));
        }
        return svg.append("</svg>\n").toString();
    }

    private void open(int height) {
        add("""
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" width="%d" height="%d" role="img">
                <style>
                text { font: 12px system-ui, "Helvetica Neue", Arial, sans-serif; fill: #475569 }
                .title { font-size: 19px; font-weight: 600; fill: #0f172a }
                .name { font-size: 13px; font-weight: 600; fill: #0f172a }
                .ours { fill: #0f766e }
                .late { fill: #b91c1c }
                .axis { font-size: 11px; fill: #64748b }
                .grid { stroke: #e2e8f0; stroke-width: 1 }
                .base { stroke: #94a3b8; stroke-width: 1 }
                </style>
                <rect width="100%%" height="100%%" fill="#ffffff"/>
                """, WIDTH, height, WIDTH, height);
        text(LEFT, 32, "title", comparison.workload().name());
        text(
                LEFT,
                54,
                "",
                String.format(
                        ROOT,
                        "%,d events in %s; the optimum, which knows them in advance, costs %,.0f host-seconds",
                        comparison.workload().events(),
                        Ticks.span(seconds),
                        comparison.optimum().hostSeconds()));
    }

    private void grid(int bottom) {
        for (double at : Ticks.times(seconds)) {
            add("<line class=\"grid\" x1=\"%.1f\" y1=\"%d\" x2=\"%.1f\" y2=\"%d\"/>%n", x(at), TOP, x(at), bottom);
            add(
                    "<text class=\"axis\" x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%s</text>%n",
                    x(at), bottom + 18, Ticks.span(at));
        }
    }

    private void arrivals() {
        double[] rates = rates(comparison.workload());
        double most = 1e-9;
        for (double rate : rates) {
            most = Math.max(most, rate);
        }
        int base = TOP + ARRIVALS;
        var path = new StringBuilder("M" + LEFT + " " + base);
        for (int i = 0; i < rates.length; i++) {
            path.append(String.format(ROOT, "L%d %.1f", LEFT + i, base - ARRIVALS * rates[i] / most));
        }
        path.append("L").append(LEFT + COLUMNS).append(' ').append(base).append('Z');
        add("<path d=\"%s\" fill=\"#cbd5e1\"/>%n", path);
        base(base);
        text(16, TOP + 14, "name", "arrivals");
        scale(TOP, base, rate(most));
    }

    private static String rate(double perSecond) {
        return perSecond >= 10 ? String.format(ROOT, "%.0f/s", perSecond) : String.format(ROOT, "%.2g/s", perSecond);
    }

    /// Events a second in each column of the picture.
    private double[] rates(Workload workload) {
        double[] rates = new double[COLUMNS];
        double perColumn = seconds / COLUMNS;
        for (int event = 0; event < workload.events(); event++) {
            int column = (int) (workload.at(event) / perColumn);
            rates[Math.min(column, COLUMNS - 1)] += 1 / perColumn;
        }
        return rates;
    }

    private void hosts(Run run, int top, double most) {
        int base = top + HOSTS;
        boolean ours = run.contender().key().equals("lavant");
        String color = ours ? "#0f766e" : "#64748b";
        add(
                "<path d=\"%s\" fill=\"%s\" fill-opacity=\"%s\" stroke=\"%s\" stroke-width=\"1.2\"/>%n",
                steps(run.hosts().points(), base, most), color, ours ? "0.35" : "0.22", color);
        base(base);
        text(16, top + 14, ours ? "name ours" : "name", run.contender().key());
        text(16, top + 32, "", String.format(ROOT, "%.2f × optimum", comparison.ratio(run)));
        double late = 100 * run.tally().lateShare();
        text(16, top + 48, late > 1 ? "late" : "", String.format(ROOT, "%.2f %% late", late));
        scale(top, base, String.format(ROOT, "%.0f hosts", most));
    }

    private String steps(List<Point> points, int base, double most) {
        var path = new StringBuilder("M" + LEFT + " " + base);
        double before = 0;
        for (Point point : points) {
            double x = x(Math.min(point.seconds(), seconds));
            path.append(String.format(ROOT, "L%.1f %.1f", x, base - HOSTS * before / most));
            path.append(String.format(ROOT, "L%.1f %.1f", x, base - HOSTS * point.value() / most));
            before = point.value();
        }
        double last = base - HOSTS * before / most;
        path.append(String.format(ROOT, "L%d %.1fL%d %dZ", LEFT + COLUMNS, last, LEFT + COLUMNS, base));
        return path.toString();
    }

    private void base(int y) {
        add("<line class=\"base\" x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\"/>%n", LEFT, y, LEFT + COLUMNS, y);
    }

    private void scale(int top, int base, String most) {
        add("<text class=\"axis\" x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text>%n", LEFT - 6, top + 9, most);
        add("<text class=\"axis\" x=\"%d\" y=\"%d\" text-anchor=\"end\">0</text>%n", LEFT - 6, base + 3);
    }

    private double x(double at) {
        return LEFT + COLUMNS * at / seconds;
    }

    private void text(int x, int y, String style, String words) {
        String safe = words.replace("&", "&amp;").replace("<", "&lt;");
        add("<text class=\"%s\" x=\"%d\" y=\"%d\">%s</text>%n", style, x, y, safe);
    }

    private void add(String format, Object... values) {
        svg.append(String.format(ROOT, format, values));
    }
}

package dev.lavant.console.page;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The files of the page by their path: ours, and the charts from their webjar. Nothing comes from another host.
final class Assets {
    private static final String OURS = "/dev/lavant/console/page/";
    private static final String CHARTS = "/META-INF/resources/webjars/uplot/1.6.30/dist/";
    private static final String SCRIPT = "text/javascript; charset=utf-8";
    private static final String STYLE = "text/css; charset=utf-8";
    private static final List<String> MODULES =
            List.of("main", "feed", "view", "words", "table", "charts", "journal", "lists", "actions", "sign-in");

    private final Map<String, Asset> byPath = new HashMap<>();

    Assets() {
        byPath.put("", Asset.of("text/html; charset=utf-8", OURS + "index.html"));
        byPath.put("console.css", Asset.of(STYLE, OURS + "console.css"));
        byPath.put("icon.svg", Asset.of("image/svg+xml", OURS + "icon.svg"));
        MODULES.forEach(name -> byPath.put(name + ".js", Asset.of(SCRIPT, OURS + name + ".js")));
        byPath.put("uplot.js", Asset.of(SCRIPT, CHARTS + "uPlot.iife.min.js"));
        byPath.put("uplot.css", Asset.of(STYLE, CHARTS + "uPlot.min.css"));
    }

    Optional<Asset> at(String path) {
        return Optional.ofNullable(byPath.get(path));
    }

    /// What a first visit takes over the wire, headers left out.
    int packedBytes() {
        return byPath.values().stream().mapToInt(Asset::packedBytes).sum();
    }
}

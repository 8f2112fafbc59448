package dev.lavant.dev;

import static dev.lavant.cli.show.Column.text;

import dev.lavant.cli.show.Console;
import dev.lavant.cli.show.Listing;
import dev.lavant.dev.project.DevFile;
import dev.lavant.schemas.FunctionDeployment;
import dev.lavant.schemas.wire.Connection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a newcomer sees: where everything is, which functions there are, and two lines to paste.
///
/// @param sample an event of the project; without one, an empty event to the first function's topic
record Banner(
        DevSettings settings,
        Connection connection,
        List<FunctionDeployment> functions,
        Optional<DevFile.Sample> sample) {
    private static final Listing<FunctionDeployment> FUNCTIONS = new Listing<>(
            text("FUNCTION", "function", FunctionDeployment::getName),
            text("READS", "reads", function -> String.join(", ", function.getSourceTopics())),
            text("WRITES", "writes", function -> orDash(String.join(", ", function.getOutputTopics()))),
            text("FILTER", "filter", function -> orDash(function.getFilter())));

    void print(Console console) {
        var out = console.out();
        out.println();
        out.println("Lavant runs. Ctrl-C stops it; its data stay in " + settings.data() + " (--reset wipes them).");
        out.println();
        out.println("  Console   http://localhost:" + settings.consolePort());
        out.println("  Kafka     " + connection.bootstrapServers());
        out.println("  Events    " + eventsUrl("{topic}"));
        out.println("  Calls     " + settings.ingressUrl() + "/functions/{name}  (answered with the result)");
        out.println("  Registry  " + connection.schemaRegistry() + "  (Confluent REST API)");
        out.println("  Logs      " + settings.logs());
        out.println();
        FUNCTIONS.table(functions).forEach(line -> out.println("  " + line));
        out.println();
        out.println("Send an event, in another terminal:");
        out.println();
        var event = sample.orElseGet(this::anyEvent);
        out.println(curl(event));
        out.println();
        out.println(kcat(event));
        out.println();
        out.println("See what it does:  ./lavant ls   ./lavant usage   ./lavant event tail TOPIC   ./lavant dlq ls");
        out.println();
        out.flush();
    }

    private String curl(DevFile.Sample event) {
        return "curl -i " + eventsUrl(event.topic())
                + " -H 'ce-specversion: 1.0' -H \"ce-id: $(date +%s)\" -H 'ce-source: "
                + event.source() + "' -H 'ce-type: " + event.type() + "' -H 'content-type: application/json' -d '"
                + event.data() + "'";
    }

    private String kcat(DevFile.Sample event) {
        return "echo '" + event.data() + "' | kcat -P -b " + connection.bootstrapServers() + " -t " + event.topic()
                + " -H ce_specversion=1.0 -H ce_id=2 -H ce_source=" + event.source() + " -H ce_type=" + event.type()
                + " -H content-type=application/json";
    }

    private String eventsUrl(String topic) {
        return settings.ingressUrl() + "/events/" + topic;
    }

    private DevFile.Sample anyEvent() {
        return new DevFile.Sample(functions.getFirst().getSourceTopics().getFirst(), "example", "/example", "{}");
    }

    private static String orDash(@Nullable String value) {
        return value == null || value.isEmpty() ? "-" : value;
    }
}

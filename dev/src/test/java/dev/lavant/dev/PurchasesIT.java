package dev.lavant.dev;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lavant.testkit.guarantee.Guarantees;
import dev.lavant.testkit.guarantee.History;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Events from outside: kcat, as any Kafka client, and HTTP. Only those that the filter lets through count.
class PurchasesIT {
    @TempDir
    Path folder;

    @Test
    void of_a_thousand_purchases_three_hundred_match_and_only_they_run_and_cost() throws Exception {
        DebianProgram.require("kcat");
        DebianProgram.require("python3");
        try (var dev = DevProcess.ready(folder, DevProcess.Ports.free())) {
            kcat(dev, "shop.purchase.started", 300, 1_000);
            assertThat(dev.hosts("receipt")).isEmpty();
            kcat(dev, "shop.purchase.completed", 0, 300);

            await().atMost(DevProcess.PATIENCE)
                    .untilAsserted(() -> assertThat(dev.billed("receipt")).isEqualTo(300));
            History history = Purchases.HANDLED.read(dev.connection());
            assertThat(history.sent()).hasSize(300);
            assertThat(history.deadLetters()).isEmpty();
            assertThat(Guarantees.violations(history)).isEmpty();
            assertThat(dev.usage("thumbnail")).isEmpty();
            requireTheBillThatOthersRead(dev);
        }
    }

    /// The examples know nothing of Lavant, and come to what `lavant bill` says.
    private static void requireTheBillThatOthersRead(DevProcess dev) throws Exception {
        String registry = dev.connection().schemaRegistry().toString();
        Path examples = ServiceProcess.HOME.resolve("examples/billing-streams");
        String inJava = said(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                "-cp",
                ServiceProcess.HOME.resolve("billing/target/lib") + "/*",
                examples.resolve("src/main/java/dev/lavant/examples/billingstreams/Bills.java")
                        .toString(),
                dev.bootstrapServers(),
                registry));
        String byKcat = said(List.of(examples.resolve("bills.py").toString(), dev.bootstrapServers(), registry));

        assertThat(inJava).matches("default \\d{4}-\\d\\d \\d+\\.\\d{9} USD\n");
        assertThat(byKcat).isEqualTo(inJava);
        assertThat(inJava.split(" ")[2])
                .isEqualTo(BigDecimal.valueOf(dev.cost(), 9).toPlainString());
    }

    private static String said(List<String> command) throws Exception {
        var process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(out).isZero();
        return out;
    }

    @Test
    void an_event_over_http_is_a_receipt_so_is_a_call_and_ctrl_c_leaves_nothing() throws Exception {
        var ports = DevProcess.Ports.free();
        try (var dev = DevProcess.ready(folder, ports)) {
            HttpResponse<String> accepted = post(dev, "/events/purchases", Purchases.json(1));
            assertThat(accepted.statusCode()).as(accepted.body()).isEqualTo(202);
            await().atMost(DevProcess.PATIENCE)
                    .untilAsserted(() -> assertThat(dev.committed("receipts")).hasSize(1));
            requireAnsweredCalls(dev);
            List<Long> hosts =
                    dev.hosts("receipt").stream().map(host -> host.getPid()).toList();

            assertThat(dev.interrupt()).isEqualTo(143);
            assertThat(hosts).noneMatch(pid -> ProcessHandle.of(pid).isPresent());
            assertThat(folder.resolve(".lavant/dev.properties")).doesNotExist();
        }
        try (var again = DevProcess.ready(folder, ports)) {
            assertThat(again.committed("receipts")).hasSize(2);
        }
    }

    private static void requireAnsweredCalls(DevProcess dev) throws IOException, InterruptedException {
        HttpResponse<String> receipt = post(dev, "/functions/receipt", Purchases.json(2));
        assertThat(receipt.statusCode()).as(receipt.body()).isEqualTo(200);
        assertThat(receipt.body()).startsWith("{\"receiptId\":\"receipt-p-2\",").contains("\"total\":0.57");

        HttpResponse<String> refused =
                post(dev, "/functions/receipt", Purchases.json(3).replaceAll("\\[.*]", "[]"));
        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(422);
        assertThat(refused.body()).contains(": purchase p-3 has no lines\"");
    }

    @Test
    void what_a_person_can_get_wrong_is_one_sentence() throws Exception {
        var ports = DevProcess.Ports.free();
        try (var dev = DevProcess.ready(folder, ports)) {
            Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
            requireRefusal(
                    folder,
                    DevProcess.Ports.free(),
                    "another lavant dev uses " + dev.folder().resolve(".lavant"));
            requireRefusal(elsewhere, ports, "port " + ports.kafka() + " is in use");
        }
        Files.writeString(folder.resolve(".lavant/kafka/meta.properties"), "version=9");
        requireRefusal(folder, ports, "start again with --reset to wipe it");
    }

    private static void requireRefusal(Path folder, DevProcess.Ports ports, String sentence) {
        try (var dev = DevProcess.start(folder, ports)) {
            assertThat(dev.exitCode()).isEqualTo(1);
            assertThat(dev.output()).contains(sentence);
        }
    }

    private static HttpResponse<String> post(DevProcess dev, String path, String purchase)
            throws IOException, InterruptedException {
        try (var http = HttpClient.newHttpClient()) {
            return http.send(
                    HttpRequest.newBuilder(dev.http().resolve(path))
                            .header("ce-specversion", "1.0")
                            .header("ce-id", UUID.randomUUID().toString())
                            .header("ce-source", "/test")
                            .header("ce-type", "shop.purchase.completed")
                            .header("content-type", "application/json")
                            .timeout(Duration.ofSeconds(30))
                            .POST(BodyPublishers.ofString(purchase))
                            .build(),
                    BodyHandlers.ofString());
        }
    }

    private void kcat(DevProcess dev, String type, int from, int to) throws Exception {
        Path lines = folder.resolve(type + ".txt");
        Files.writeString(
                lines,
                IntStream.range(from, to)
                        .mapToObj(i -> "customer-" + i % 50 + "|" + Purchases.json(i))
                        .collect(Collectors.joining("\n")));
        var command = new ArrayList<>(List.of("kcat", "-P", "-b", dev.bootstrapServers(), "-t", "purchases", "-K|"));
        for (String header : List.of("ce_specversion=1.0", "ce_id=1", "ce_source=/kcat", "ce_type=" + type)) {
            command.addAll(List.of("-H", header));
        }
        command.addAll(List.of("-l", lines.toString()));
        assertThat(run(command)).isZero();
    }

    private static int run(List<String> command) throws Exception {
        try {
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException notThere) {
            return 127;
        }
    }
}

package dev.lavant.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lavant.billing.Billing;
import dev.lavant.billing.BillingConfig;
import dev.lavant.billing.rate.Chain;
import dev.lavant.billing.rate.PriceBook;
import dev.lavant.billing.rate.Statements;
import dev.lavant.billing.rate.Summaries;
import dev.lavant.local.LocalPlatform;
import dev.lavant.schemas.Statement;
import dev.lavant.schemas.SummaryState;
import dev.lavant.schemas.UsageKind;
import dev.lavant.schemas.UsageOutcome;
import dev.lavant.schemas.UsageRecord;
import dev.lavant.schemas.UsageSummary;
import dev.lavant.schemas.topics.Topics;
import dev.lavant.schemas.usage.UsageProof;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/// The verbs of the bill against a real broker, at last after somebody tampered with it.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class BillIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    static Path folder;

    private static LocalPlatform platform;
    private static Terminal terminal;
    private static BilledShop shop;
    private static List<ConsumerRecord<byte[], byte[]>> usage;

    @BeforeAll
    static void bill() throws Exception {
        platform = LocalPlatform.start();
        terminal = Terminal.in(folder)
                .at(
                        platform.connection().bootstrapServers(),
                        platform.connection().schemaRegistry());
        shop = BilledShop.open(platform);
        for (String budget : List.of("acme 0.000005 --on-limit pause", "acme/thumbnail 0.00001", "acme/gone 1")) {
            assertThat(terminal.type("budget set " + budget).exit()).isZero();
        }
        try (var billing = Billing.start(
                new BillingConfig(platform.connection(), platform.folder().resolve("billing"), PriceBook.standard()))) {
            await().atMost(PATIENCE).until(() -> billing != null && shop.billed() == BilledShop.EVENTS);
            await().atMost(PATIENCE)
                    .until(() -> terminal.type("budget show acme").out().contains("paused"));
        }
        usage = platform.readCommitted(Topics.USAGE, BilledShop.EVENTS + BilledShop.HOST_RECORDS, PATIENCE);
    }

    @AfterAll
    static void stop() {
        platform.close();
    }

    @Test
    @Order(1)
    void the_bill_has_a_line_for_each_thing_that_is_paid_for() {
        String lines = "acme/thumbnail/" + month() + "/";
        var answer = terminal.type("bill --tenant acme --month " + month());

        assertThat(answer.exit()).as(answer.err()).isZero();
        assertThat(answer.lines().stream().map(line -> line.replaceAll(" +", " ")))
                .containsExactly(
                        "LINE QUANTITY UNIT COST STATE",
                        lines + "bytes-in 0.00000033 GB $0.000000 open",
                        lines + "compute 0.0075 GiB-Seconds <$0.000001 open",
                        lines + "cpu 0.03 vCPU-Seconds $0.000001 open",
                        lines + "init 0.000625 GiB-Seconds $0.000000 open",
                        lines + "invocations 0.00003 1000000 Requests $0.000006 open",
                        lines + "keep-alive 0.000625 GiB-Seconds $0.000000 open",
                        "total $0.000007 open");
        assertThat(terminal.type("bill -o json").lines())
                .contains(
                        "{\"line\":\"" + lines + "cpu\",\"quantity\":30000,\"unit\":\"vCPU-Microseconds\","
                                + "\"pricingUnit\":\"vCPU-Seconds\",\"costNanos\":600,\"currency\":\"USD\",\"state\":\"open\"}");
    }

    @Test
    @Order(1)
    void a_line_is_explained_down_to_each_event() {
        var answer = terminal.type("bill explain acme/thumbnail/" + month() + "/cpu");

        assertThat(answer.exit()).as(answer.err()).isZero();
        assertThat(answer.lines().getFirst()).endsWith("/cpu: 0.03 vCPU-Seconds, $0.000001");
        assertThat(answer.out())
                .contains("30000 vCPU-Microseconds x 0.00002 USD per vCPU-Seconds = 600 nanos, rounding carries 0")
                .containsPattern("uploads-[01]@[0-9]+ +photo-[0-9]-[0-9] +billing.usage-[01]@[0-9]+ ");
        assertThat(answer.err()).contains("… and 10 more; -o json shows all.");
        assertThat(terminal.type("bill explain -o json acme/thumbnail/" + month() + "/cpu")
                        .lines())
                .hasSize(30)
                .anySatisfy(line -> assertThat(line)
                        .startsWith("{\"topic\":\"uploads\",\"partition\":1,\"offset\":22,\"eventId\":\"photo-3-9\"")
                        .endsWith("\"quantity\":1000,\"unit\":\"vCPU-Microseconds\",\"exactNanos\":20.000}"));
        assertThat(terminal.type("bill explain acme/thumbnail/" + month() + "/init")
                        .out())
                .contains("-      -   billing.usage-");
    }

    @Test
    @Order(1)
    void an_event_and_a_trace_have_their_cost() {
        var event = terminal.type("cost event photo-0-0");
        var place = terminal.type("cost event -o json uploads-0@0");
        var trace = terminal.type("cost trace 0af7651916cd43dd8448eb211c80319c");

        assertThat(event.exit()).as(event.err()).isZero();
        assertThat(event.lines().getLast())
                .startsWith(
                        "uploads-0@0  acme    thumbnail  OK              1    1000  256000  224.166675 USD  billing.us");
        assertThat(place.lines())
                .singleElement()
                .satisfies(line ->
                        assertThat(line).contains("\"exactNanos\":224.166675").contains("\"currency\":\"USD\""));
        assertThat(trace.err()).contains("together $0.000007");
    }

    @Test
    @Order(1)
    void what_is_not_there_exits_3_and_names_what_is() {
        assertNotFound("bill --tenant acne", "there is no bill for a tenant 'acne'", "Billed are: acme.");
        assertNotFound(
                "bill explain acme/receipt/2026-11/cpu",
                "there is no bill for a function 'receipt'",
                "are: thumbnail.");
        assertNotFound(
                "bill explain acme/thumbnail/2001-01/cpu", "there is nothing on the bill of acme", "are: " + month());
        assertNotFound("cost event photo-9-9", "there is no usage record of an event 'photo-9-9'", "event tail TOPIC");
    }

    private static void assertNotFound(String typed, String what, String why) {
        var answer = terminal.type(typed);

        assertThat(answer.exit()).isEqualTo(3);
        assertThat(answer.err()).startsWith("error: " + what).contains(why);
    }

    @Test
    @Order(1)
    void a_price_book_is_published_once_and_never_changed() throws Exception {
        Path file = folder.resolve("winter.properties");
        String prices = "name=winter\ncurrency=USD\npicos-per-gib-second=1\npicos-per-cpu-second=2\n"
                + "picos-per-million-events=3000000\n";
        Files.writeString(file, prices);
        assertRefused("prices set " + file, "a price book that is published needs 'valid-from'");
        Files.writeString(file, prices + "valid-from=2099-12-01T00:00:00Z\n");
        assertThat(terminal.type("prices set " + file).err()).startsWith("It holds from 2099-12-01T00:00:00Z on.");
        assertRefused("prices set " + file, "there is a price book 'winter' already, and books are never changed");
        Files.writeString(
                file,
                (prices + "valid-from=2099-12-01T00:00:00Z\n")
                        .replace("USD", "EUR")
                        .replace("winter", "w2"));
        assertRefused("prices set " + file, "price books are in USD, not in EUR");
        assertThat(terminal.type("prices set nowhere").exit()).isEqualTo(3);

        assertThat(terminal.type("prices show").lines().stream().map(line -> line.replaceAll(" +", " ")))
                .containsExactly(
                        "BOOK FROM SKU PRICE CURRENCY FOR",
                        "lavant-2026-11 1970-01-01T00:00:00Z invocations 0.2 USD 1000000 Requests",
                        "lavant-2026-11 1970-01-01T00:00:00Z compute 0.0000166667 USD GiB-Seconds",
                        "lavant-2026-11 1970-01-01T00:00:00Z cpu 0.00002 USD vCPU-Seconds",
                        "winter 2099-12-01T00:00:00Z invocations 0.000003 USD 1000000 Requests",
                        "winter 2099-12-01T00:00:00Z compute 0.000000000001 USD GiB-Seconds",
                        "winter 2099-12-01T00:00:00Z cpu 0.000000000002 USD vCPU-Seconds");
    }

    private static void assertRefused(String typed, String what) {
        var answer = terminal.type(typed);

        assertThat(answer.exit()).isEqualTo(2);
        assertThat(answer.err()).startsWith("error: " + what);
    }

    @Test
    @Order(1)
    void usage_is_exported_as_cloud_events() {
        var answer = terminal.type("usage events --tenant acme");

        assertThat(answer.exit()).as(answer.err()).isZero();
        assertThat(answer.lines())
                .hasSize(BilledShop.EVENTS + BilledShop.HOST_RECORDS)
                .doesNotHaveDuplicates()
                .allMatch(line -> line.startsWith("{\"specversion\":\"1.0\",\"type\":\"dev.lavant.usage.v1\",\"id\":"));
        assertThat(terminal.type("usage events --tenant other").out()).isEmpty();
    }

    @Test
    @Order(1)
    void a_budget_is_shown_resumed_and_removed() {
        var shown = terminal.type("budget show");
        assertThat(shown.exit()).as(shown.err()).isZero();
        assertThat(shown.lines().stream().map(line -> line.replaceAll(" +", " ")))
                .startsWith("BUDGET MONTH SPENT LIMIT USED AN HOUR FORECAST ON LIMIT STATE")
                .anySatisfy(line -> assertThat(line)
                        .startsWith("acme " + month() + " $0.000007 $0.000005 135 % $")
                        .endsWith(" pause paused"))
                .anySatisfy(line -> assertThat(line)
                        .startsWith("acme/thumbnail " + month() + " $0.000007 $0.000010 67 % $")
                        .contains(" alert "));
        assertThat(shown.err())
                .contains("THRESHOLD  acme has spent 0.000007 USD of its 0.000005 USD in " + month()
                        + "; its events wait");

        var resumed = terminal.type("budget resume acme --more 0.00001");
        assertThat(resumed.err())
                .isEqualToNormalizingNewlines(
                        "In " + month() + " it may spend $0.000015, of which $0.000007 are spent.\n");
        assertThat(terminal.type("budget show acme -o json").out())
                .contains(
                        "\"limitNanos\":5000,\"morePeriod\":\"" + month() + "\",\"moreNanos\":10000,\"spentNanos\":6");
        assertThat(terminal.type("budget rm acme/gone").exit()).isZero();
        assertNotFound("budget rm acme/gone", "there is no budget for acme/gone", "for: acme, acme/thumbnail.");
    }

    @Test
    @Order(2)
    void a_chain_is_verified_and_a_changed_statement_or_a_hash_that_is_gone_exits_5() {
        assertThat(terminal.type("bill verify").err()).contains("No statement is final yet.");
        Statement first = link(Optional.empty());
        Statement second = link(Optional.of(first));
        write(first);
        write(second);

        var fine = terminal.type("bill verify --tenant shop --hash " + first.getHash());
        assertThat(fine.exit()).as(fine.err()).isZero();
        assertThat(fine.lines().getLast())
                .isEqualTo("shop             2            0  " + second.getHash() + "      0");
        assertExported(second);
        var gone = terminal.type("bill verify --hash 00");
        assertThat(gone.exit()).isEqualTo(5);
        assertThat(gone.err()).startsWith("error: no statement has the hash 00");

        write(Statement.newBuilder(first).setEvents(7).build());
        var changed = terminal.type("bill verify");
        assertThat(changed.exit()).isEqualTo(5);
        assertThat(changed.err()).contains("CHAIN shop|thumbnail|").contains("it was changed");
        platform.produce(List.of(
                new ProducerRecord<>(Topics.STATEMENTS, key(first), null),
                new ProducerRecord<>(Topics.STATEMENTS, key(second), null)));
    }

    private static void assertExported(Statement second) {
        var focus = terminal.type("bill export --tenant shop --month 2026-10 --seller Acme,Inc --account 4711");

        assertThat(focus.exit()).as(focus.err()).isZero();
        assertThat(focus.lines().getFirst())
                .startsWith("BilledCost,BillingAccountId,")
                .endsWith(",x_StatementHash");
        assertThat(focus.lines())
                .anySatisfy(line -> assertThat(line)
                        .startsWith("0.0000002,4711,4711,USD,2026-11-01T00:00:00Z,2026-10-01T00:00:00Z,Usage,,"
                                + "invocations of function thumbnail,Usage-Based,")
                        .contains(",\"Acme,Inc\",")
                        .endsWith(",shop,shop,1," + second.getHash()));
        assertThat(terminal.type("bill export --tenant acme").err())
                .contains("Left out as their hour is open: statements: 1. An hour is final");
    }

    private static Statement link(Optional<Statement> before) {
        UsageRecord usage = UsageRecord.newBuilder(decoded(BillIT.usage.getFirst()))
                .setTenant("shop")
                .build();
        UsageSummary sum = Summaries.of(
                usage, new byte[16], Instant.parse(before.isEmpty() ? "2026-10-01T00:00:00Z" : "2026-10-01T01:00:00Z"));
        Statement closing = Statement.newBuilder(Statements.plus(Statements.empty(sum), sum))
                .setState(SummaryState.FINAL)
                .build();
        return Chain.next(Statements.rated(closing, PriceBook.standard(), before), before);
    }

    private static void write(Statement statement) {
        platform.produce(new ProducerRecord<>(
                Topics.STATEMENTS, key(statement), platform.wire().encode(Topics.STATEMENTS, statement)));
    }

    private static byte[] key(Statement statement) {
        return Statements.key(statement).getBytes(StandardCharsets.UTF_8);
    }

    private static String month() {
        return Statements.month(Instant.ofEpochMilli(usage.getFirst().timestamp()));
    }

    @Test
    @Order(3)
    void all_that_can_be_done_to_one_record_is_named() throws Exception {
        var fine = terminal.type("audit");
        assertThat(fine.exit()).as(fine.out() + fine.err()).isZero();
        assertThat(fine.out())
                .containsPattern("events decided +30 +0\n")
                .containsPattern("usage records +33 +0\n")
                .containsPattern("dead letters +1 +0\n")
                .containsPattern("sums of minutes and hours +[1-9][0-9]* +0\n")
                .containsPattern("statements +[12] +0\n")
                .containsPattern("links of the chains +0 +0\n");
        assertThat(fine.err()).isEmpty();

        ConsumerRecord<byte[], byte[]> event = find(record -> decoded(record).getSourceOffset() == 13);
        String place = "uploads-" + decoded(event).getSourcePartition() + "@13";
        assertFound(without(event), "GAP", place);
        assertFound(without(event), "SUM", "the one of the event at " + place);
        assertFound(
                without(find(record -> decoded(record).getKind() == UsageKind.INIT)),
                "SUM",
                "1 of 1 records of hosts are missing");
        assertFound(twice(event), "DOUBLE", "the event at " + place + " for thumbnail was metered before");
        assertFound(altered(event, event.headers().toArray()), "ALTERED", "billing.usage-" + event.partition() + "@");
        assertFound(altered(event, fresh(cheaper(event))), "SUM", "cpuMicros is");
        assertFound(
                without(find(record -> decoded(record).getOutcome() == UsageOutcome.DEAD_LETTERED)),
                "OUTCOME",
                "lavant.dead-letters.thumbnail-0@0");
    }

    private static void assertFound(List<ProducerRecord<byte[], byte[]>> instead, String kind, String what)
            throws Exception {
        platform.admin().deleteTopics(List.of(Topics.USAGE)).all().get();
        await().atMost(PATIENCE)
                .until(() -> !platform.admin().listTopics().names().get().contains(Topics.USAGE));
        // the times of the records stay, and with them their windows
        platform.createTopic(Topics.USAGE, 2, Map.of("message.timestamp.type", "CreateTime"));
        platform.produce(instead);

        var answer = terminal.type("audit");

        assertThat(answer.exit()).as(answer.out()).isEqualTo(5);
        assertThat(answer.lines())
                .anySatisfy(line -> assertThat(line).startsWith(kind + " ").contains(what));
    }

    private static ConsumerRecord<byte[], byte[]> find(Predicate<ConsumerRecord<byte[], byte[]>> which) {
        return usage.stream().filter(which).findFirst().orElseThrow();
    }

    private static List<ProducerRecord<byte[], byte[]>> without(ConsumerRecord<byte[], byte[]> gone) {
        return usage.stream().filter(record -> record != gone).map(BillIT::copy).toList();
    }

    private static List<ProducerRecord<byte[], byte[]>> twice(ConsumerRecord<byte[], byte[]> doubled) {
        return Stream.concat(usage.stream().map(BillIT::copy), Stream.of(copy(doubled)))
                .toList();
    }

    private static List<ProducerRecord<byte[], byte[]>> altered(
            ConsumerRecord<byte[], byte[]> record, Header... headers) {
        var all = new ArrayList<>(without(record));
        all.add(new ProducerRecord<>(
                Topics.USAGE, record.partition(), record.timestamp(), record.key(), cheaper(record), List.of(headers)));
        return all;
    }

    private static byte[] cheaper(ConsumerRecord<byte[], byte[]> record) {
        return platform.wire()
                .encode(
                        Topics.USAGE,
                        UsageRecord.newBuilder(decoded(record)).setCpuNanos(1).build());
    }

    private static Header fresh(byte[] value) {
        return new RecordHeader(UsageProof.CHECKSUM_HEADER, UsageProof.checksum(value));
    }

    private static ProducerRecord<byte[], byte[]> copy(ConsumerRecord<byte[], byte[]> record) {
        return new ProducerRecord<>(
                record.topic(), record.partition(), record.timestamp(), record.key(), record.value(), record.headers());
    }

    private static UsageRecord decoded(ConsumerRecord<byte[], byte[]> record) {
        return platform.wire().decode(record.value(), UsageRecord.class);
    }
}

package dev.lavant.billing.focus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lavant.billing.rate.Chain;
import dev.lavant.billing.rate.PriceBook;
import dev.lavant.billing.rate.Sku;
import dev.lavant.billing.rate.Statements;
import dev.lavant.billing.rate.Summaries;
import dev.lavant.billing.rate.UsageSamples;
import dev.lavant.schemas.Statement;
import dev.lavant.schemas.SummaryState;
import dev.lavant.schemas.UsageKind;
import dev.lavant.schemas.UsageRecord;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Each column against its own rule in FOCUS 1.2: feature level, nullability, type, format, allowed values.
class FocusColumnTest {
    private static final Instant APPENDED = Instant.parse("2026-11-30T23:04:00Z");
    private static final Seller SELLER = new Seller("Acme Platform", "4711");
    private static final String DECIMAL = "-?\\d+(\\.\\d+)?";
    private static final String TIME = "\\d{4}-\\d{2}-\\d{2}T\\d{2}:00:00Z";
    private static final String UNIT = "(\\d+ )?[A-Za-z]+(-(Micro|Milli)?[Ss]econds)?";

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            BilledCost           | decimal
            BillingAccountId     | text
            BillingAccountName   | text
            BillingCurrency      | [A-Z]{3}
            BillingPeriodEnd     | time
            BillingPeriodStart   | time
            ChargeCategory       | Usage
            ChargeClass          | (Correction)?
            ChargeDescription    | text
            ChargePeriodEnd      | time
            ChargePeriodStart    | time
            ContractedCost       | decimal
            EffectiveCost        | decimal
            InvoiceIssuerName    | text
            ListCost             | decimal
            PricingQuantity      | decimal
            PricingUnit          | unit
            ProviderName         | text
            PublisherName        | text
            ServiceCategory      | Compute
            ServiceName          | text
            """)
    void a_mandatory_column_is_there_and_valid(String id, String rule) {
        assertThat(charges())
                .isNotEmpty()
                .allSatisfy(charge -> assertThat(value(charge, id)).matches(pattern(rule)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ChargeFrequency      | Usage-Based
            ConsumedQuantity     | decimal
            ConsumedUnit         | unit
            ContractedUnitPrice  | decimal
            ListUnitPrice        | decimal
            PricingCategory      | Standard
            ResourceId           | text
            ResourceName         | text
            ResourceType         | Function
            ServiceSubcategory   | Serverless Compute
            SkuId                | text
            SkuMeter             | text
            SkuPriceDetails      | \\{"x_MeterRule":"[^"]+"\\}
            SkuPriceId           | text
            SubAccountId         | acme
            SubAccountName       | acme
            """)
    void a_conditional_or_recommended_column_that_is_there_is_valid(String id, String rule) {
        assertThat(charges())
                .isNotEmpty()
                .allSatisfy(charge -> assertThat(value(charge, id)).matches(pattern(rule)));
    }

    @Test
    void columns_are_named_as_the_specification_has_it_and_ours_begin_with_x() {
        assertThat(FocusColumn.ALL)
                .extracting(FocusColumn::id)
                .doesNotHaveDuplicates()
                .allSatisfy(id -> assertThat(id)
                        .matches("([A-Z][A-Za-z]+|x_[A-Z][A-Za-z]+)")
                        .hasSizeLessThanOrEqualTo(50));
    }

    @Test
    void only_the_charge_class_may_be_null() {
        assertThat(charges())
                .allSatisfy(charge -> assertThat(FocusColumn.ALL.stream()
                                .filter(column -> column.of(charge).isEmpty())
                                .map(FocusColumn::id))
                        .containsExactly("ChargeClass"));
    }

    @Test
    void the_unit_price_times_the_quantity_is_exactly_the_list_cost() {
        assertThat(charges()).allSatisfy(charge -> {
            BigDecimal product = number(charge, "ListUnitPrice").multiply(number(charge, "PricingQuantity"));

            assertThat(number(charge, "ListCost")).isEqualByComparingTo(product);
            assertThat(number(charge, "ContractedCost")).isEqualByComparingTo(product);
        });
    }

    @Test
    void rows_add_up_to_what_the_statement_costs() {
        assertThat(charges().stream()
                        .map(charge -> number(charge, "BilledCost"))
                        .reduce(BigDecimal.ZERO, BigDecimal::add))
                .isEqualByComparingTo(
                        BigDecimal.valueOf(statement(SummaryState.FINAL).getCostNanos(), 9));
    }

    @Test
    void an_hour_is_billed_in_its_month_whose_end_is_exclusive() {
        Charge charge = charges().getFirst();

        assertThat(value(charge, "BillingPeriodStart")).isEqualTo("2026-11-01T00:00:00Z");
        assertThat(value(charge, "BillingPeriodEnd")).isEqualTo("2026-12-01T00:00:00Z");
        assertThat(value(charge, "ChargePeriodStart")).isEqualTo("2026-11-30T23:00:00Z");
        assertThat(value(charge, "ChargePeriodEnd")).isEqualTo("2026-12-01T00:00:00Z");
    }

    @Test
    void a_correction_is_one_only_in_another_month_than_its_hour() {
        Statement correction = statement(SummaryState.CORRECTION);
        Statement later =
                Statement.newBuilder(correction).setBillingPeriod("2026-12").build();

        assertThat(Charge.of(SELLER, List.of(correction)))
                .allSatisfy(charge -> assertThat(value(charge, "ChargeClass")).isEmpty());
        assertThat(Charge.of(SELLER, List.of(later))).allSatisfy(charge -> {
            assertThat(value(charge, "ChargeClass")).isEqualTo("Correction");
            assertThat(value(charge, "BillingPeriodStart")).isEqualTo("2026-12-01T00:00:00Z");
            assertThat(value(charge, "ChargePeriodStart")).isEqualTo("2026-11-30T23:00:00Z");
        });
    }

    @Test
    void an_open_hour_is_no_charge_yet() {
        assertThat(Charge.of(SELLER, List.of(statement(SummaryState.OPEN)))).isEmpty();
    }

    @Test
    void a_row_names_its_statement_in_the_chain() {
        Statement link = statement(SummaryState.FINAL);

        assertThat(Charge.of(SELLER, List.of(link))).allSatisfy(charge -> {
            assertThat(value(charge, "x_StatementSequence")).isEqualTo("0");
            assertThat(value(charge, "x_StatementHash")).isEqualTo(link.getHash());
        });
    }

    @Test
    void a_seller_has_a_name_and_an_account() {
        assertThatThrownBy(() -> new Seller(" ", "4711"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a seller's name must not be empty");
        assertThatThrownBy(() -> new Seller("Acme", "")).hasMessage("a seller's account must not be empty");
    }

    /// One for each thing that has a price.
    private static List<Charge> charges() {
        List<Charge> charges = Charge.of(SELLER, List.of(statement(SummaryState.FINAL)));
        assertThat(charges).extracting(Charge::sku).containsExactly(Sku.values());
        return charges;
    }

    private static Statement statement(SummaryState state) {
        Statement total = Statement.newBuilder(Stream.of(
                                UsageSamples.usage(0).setBytesIn(3).setBytesOut(4),
                                UsageSamples.host("h1", 0).setKind(UsageKind.INIT),
                                UsageSamples.host("h1", 1),
                                UsageSamples.host("h1", 2).setKind(UsageKind.IDLE))
                        .map(UsageRecord.Builder::build)
                        .map(usage -> Summaries.of(usage, new byte[16], APPENDED))
                        .reduce(
                                Statements.empty(
                                        Summaries.of(UsageSamples.usage(0).build(), new byte[16], APPENDED)),
                                Statements::plus,
                                (one, _) -> one))
                .setState(state)
                .build();
        return Chain.next(Statements.rated(total, PriceBook.standard(), Optional.empty()), Optional.empty());
    }

    private static String value(Charge charge, String id) {
        return FocusColumn.ALL.stream()
                .filter(column -> column.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new AssertionError("there is no column " + id))
                .of(charge)
                .orElse("");
    }

    private static BigDecimal number(Charge charge, String id) {
        return new BigDecimal(value(charge, id));
    }

    private static String pattern(String rule) {
        return switch (rule) {
            case "decimal" -> DECIMAL;
            case "time" -> TIME;
            case "unit" -> UNIT;
            case "text" -> ".*\\S.*";
            default -> rule;
        };
    }
}

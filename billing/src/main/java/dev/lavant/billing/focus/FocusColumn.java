package dev.lavant.billing.focus;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// A column of the dataset, and what a charge has in it.
///
/// Source: FinOps Open Cost and Usage Specification (FOCUS) 1.2, "Columns" and "Attributes" (DateTime, Numeric, Unit,
/// Key-Value Format, Null Handling). All its mandatory columns, and the conditional ones whose condition a platform
/// without regions, reservations, discounts and tags meets; behind them two of our own, by which a row is found in the
/// chain of statements (`lavant bill verify`).
///
/// @param id its name in the dataset
/// @param value what a charge has in it; empty for null
public record FocusColumn(String id, Function<Charge, Optional<String>> value) {
    /// All of them, in the order of the dataset.
    public static final List<FocusColumn> ALL = List.of(
            new FocusColumn("BilledCost", decimal(Charge::billed)),
            new FocusColumn("BillingAccountId", text(charge -> charge.seller().account())),
            new FocusColumn("BillingAccountName", text(charge -> charge.seller().account())),
            new FocusColumn("BillingCurrency", text(charge -> charge.statement().getCurrency())),
            new FocusColumn("BillingPeriodEnd", time(Charge::periodEnd)),
            new FocusColumn("BillingPeriodStart", time(Charge::periodStart)),
            new FocusColumn("ChargeCategory", text(_ -> "Usage")),
            new FocusColumn("ChargeClass", Charge::correction),
            new FocusColumn("ChargeDescription", text(FocusColumn::description)),
            new FocusColumn("ChargeFrequency", text(_ -> "Usage-Based")),
            new FocusColumn("ChargePeriodEnd", time(Charge::end)),
            new FocusColumn("ChargePeriodStart", time(Charge::start)),
            new FocusColumn("ConsumedQuantity", decimal(Charge::quantity)),
            new FocusColumn("ConsumedUnit", text(charge -> charge.sku().unit().counted())),
            new FocusColumn("ContractedCost", decimal(Charge::exact)),
            new FocusColumn("ContractedUnitPrice", decimal(Charge::unitPrice)),
            new FocusColumn("EffectiveCost", decimal(Charge::billed)),
            new FocusColumn("InvoiceIssuerName", text(charge -> charge.seller().name())),
            new FocusColumn("ListCost", decimal(Charge::exact)),
            new FocusColumn("ListUnitPrice", decimal(Charge::unitPrice)),
            new FocusColumn("PricingCategory", text(_ -> "Standard")),
            new FocusColumn("PricingQuantity", decimal(Charge::pricedQuantity)),
            new FocusColumn("PricingUnit", text(charge -> charge.sku().unit().priced())),
            new FocusColumn("ProviderName", text(charge -> charge.seller().name())),
            new FocusColumn("PublisherName", text(_ -> "Lavant")),
            new FocusColumn("ResourceId", text(Charge::resource)),
            new FocusColumn("ResourceName", text(charge -> charge.statement().getFunction())),
            new FocusColumn("ResourceType", text(_ -> "Function")),
            new FocusColumn("ServiceCategory", text(_ -> "Compute")),
            new FocusColumn("ServiceName", text(_ -> "Lavant Functions")),
            new FocusColumn("ServiceSubcategory", text(_ -> "Serverless Compute")),
            new FocusColumn("SkuId", text(charge -> charge.sku().id())),
            new FocusColumn("SkuMeter", text(charge -> charge.sku().id())),
            new FocusColumn("SkuPriceDetails", text(FocusColumn::details)),
            new FocusColumn("SkuPriceId", text(Charge::priceId)),
            new FocusColumn("SubAccountId", text(charge -> charge.statement().getTenant())),
            new FocusColumn("SubAccountName", text(charge -> charge.statement().getTenant())),
            new FocusColumn("x_StatementSequence", decimal(Charge::sequence)),
            new FocusColumn("x_StatementHash", text(charge -> charge.statement().getHash())));

    /// What a charge has in it; empty for null.
    public Optional<String> of(Charge charge) {
        return value.apply(charge);
    }

    private static Function<Charge, Optional<String>> text(Function<Charge, String> value) {
        return value.andThen(Optional::of);
    }

    private static Function<Charge, Optional<String>> decimal(Function<Charge, BigDecimal> value) {
        return text(charge -> value.apply(charge).stripTrailingZeros().toPlainString());
    }

    private static Function<Charge, Optional<String>> time(Function<Charge, Instant> value) {
        return text(charge -> value.apply(charge).toString());
    }

    private static String description(Charge charge) {
        return charge.sku().id() + " of function " + charge.statement().getFunction();
    }

    /// How an event's time becomes a quantity is part of what a price means.
    private static String details(Charge charge) {
        return "{\"x_MeterRule\":\"" + charge.statement().getMeterRule() + "\"}";
    }
}

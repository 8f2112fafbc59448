package dev.lavant.examples.photoshop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.context.ApplicationContext;
import io.micronaut.core.type.Argument;
import io.micronaut.serde.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.avro.Conversions;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The functions as a host finds them, and their events as they cross Kafka.
class DeployedFunctionsTest {
    private static final String PURCHASE = """
            {"purchaseId": "p-7", "customer": "ada", "currency": "EUR", "lines": [
              {"sku": "print-a4", "quantity": 3, "unitPrice": 0.335},
              {"sku": "frame", "quantity": 1, "unitPrice": "19.90"}]}
            """;

    @Test
    void the_functions_are_beans_without_being_declared_so() {
        try (var context = ApplicationContext.run()) {
            assertThat(context.getBean(Thumbnails.class)).isNotNull();
            assertThat(context.getBean(Receipts.class)).isNotNull();
            assertThat(methodsOf(context, Thumbnails.class)).containsExactly("thumbnail");
            assertThat(methodsOf(context, Receipts.class)).containsExactly("receipt");
        }
    }

    @Test
    void a_purchase_is_read_from_json_to_the_last_decimal() throws Exception {
        assertThat(read(PURCHASE))
                .isEqualTo(new Purchase(
                        "p-7",
                        "ada",
                        "EUR",
                        List.of(
                                new Purchase.Line("print-a4", new BigDecimal("3"), new BigDecimal("0.335")),
                                new Purchase.Line("frame", new BigDecimal("1"), new BigDecimal("19.90")))));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(textBlock = """
            purchaseId, '"purchaseId": "p-7",'
            currency,   '"currency": "EUR",'
            quantity,   '"quantity": 3,'
            sku,        '"sku": "print-a4",'
            unitPrice,  ', "unitPrice": 0.335'
            """)
    void a_purchase_that_lacks_something_is_not_read(String name, String written) {
        assertThatThrownBy(() -> read(PURCHASE.replace(written, "")))
                .isInstanceOf(IOException.class)
                .hasStackTraceContaining("a purchase must have " + name);
    }

    @Test
    void half_a_print_is_not_read_as_none() throws Exception {
        Purchase purchase = read(PURCHASE.replace("\"quantity\": 3", "\"quantity\": 3.5"));

        assertThat(purchase.lines().getFirst().quantity()).isEqualTo(new BigDecimal("3.5"));
    }

    @Test
    void any_reader_of_avro_finds_the_exact_total_in_a_receipt() throws Exception {
        GenericRecord receipt = throughAvro(new Receipts().receipt(read(PURCHASE)));

        assertThat(receipt.get("total")).isEqualTo(new BigDecimal("20.9000"));
        assertThat(receipt.get("lines").toString()).contains("\"unitPrice\": 0.335000, \"amount\": 1.0000");
    }

    private static List<String> methodsOf(ApplicationContext context, Class<?> type) {
        return context.getBeanDefinition(type).getExecutableMethods().stream()
                .map(method -> method.getMethodName())
                .toList();
    }

    private static Purchase read(String json) throws IOException {
        try (var context = ApplicationContext.run()) {
            return context.getBean(ObjectMapper.class)
                    .readValue(json.getBytes(StandardCharsets.UTF_8), Argument.of(Purchase.class));
        }
    }

    private static GenericRecord throughAvro(Receipt receipt) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var encoder = EncoderFactory.get().binaryEncoder(bytes, null);
        new SpecificDatumWriter<>(Receipt.class).write(receipt, encoder);
        encoder.flush();
        var decimals = new GenericData();
        decimals.addLogicalTypeConversion(new Conversions.DecimalConversion());
        var reader = new GenericDatumReader<GenericRecord>(receipt.getSchema(), receipt.getSchema(), decimals);
        return reader.read(null, DecoderFactory.get().binaryDecoder(bytes.toByteArray(), null));
    }
}

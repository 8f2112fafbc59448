package dev.lavant.schemas.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AvroJsonTest {
    private static final Schema PURCHASE = new Schema.Parser().parse("""
            {"type":"record","name":"Purchase","fields":[
             {"name":"id","type":"string"},
             {"name":"total","type":{"type":"bytes","logicalType":"decimal","precision":12,"scale":2}},
             {"name":"fee","type":["null",{"type":"fixed","name":"Fee","size":8,"logicalType":"decimal","precision":12,"scale":2}],"default":null},
             {"name":"at","type":{"type":"long","logicalType":"timestamp-millis"},"default":0},
             {"name":"seenAt","type":{"type":"long","logicalType":"timestamp-micros"},"default":0},
             {"name":"day","type":{"type":"int","logicalType":"date"},"default":0},
             {"name":"count","type":"int","default":1},
             {"name":"weight","type":"double","default":0.5},
             {"name":"gift","type":"boolean","default":false},
             {"name":"kind","type":{"type":"enum","name":"Kind","symbols":["CARD","CASH"]},"default":"CARD"},
             {"name":"items","type":{"type":"array","items":["string","long"]},"default":[]},
             {"name":"tags","type":{"type":"map","values":"string"},"default":{}},
             {"name":"raw","type":"bytes","default":""}]}""");

    private static final String FULL =
            "{\"id\":\"p1\",\"total\":-12.30,\"fee\":-0.01,\"at\":\"2026-11-23T10:00:00.123Z\","
                    + "\"seenAt\":\"2026-11-23T10:00:00.123456Z\",\"day\":\"2026-11-23\",\"count\":3,\"weight\":1.25,\"gift\":true,"
                    + "\"kind\":\"CASH\",\"items\":[\"a\",7],\"tags\":{\"k\":\"v\"},\"raw\":\"00ff\"}";

    @Test
    void what_is_typed_comes_back_as_it_was() {
        var record = AvroFromJson.of(PURCHASE, FULL);

        assertThat(GenericData.get().validate(PURCHASE, record)).isTrue();
        assertThat(AvroJson.of(record)).isEqualTo(FULL);
    }

    @Test
    void fields_with_a_default_may_be_left_out_and_the_others_come_in_any_order() {
        assertThat(AvroJson.of(AvroFromJson.of(PURCHASE, "{\"total\":\"5\",\"id\":\"p2\"}")))
                .startsWith("{\"id\":\"p2\",\"total\":5.00,\"fee\":null,\"at\":\"1970-01-01T00:00:00Z\"")
                .endsWith("\"kind\":\"CARD\",\"items\":[],\"tags\":{},\"raw\":\"\"}");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(textBlock = """
            {"id":"p"}                          | Purchase.total is missing, a decimal
            {"id":7,"total":1}                  | Purchase.id must be a string, was 7
            {"id":["a"],"total":1}              | Purchase.id must be a string, was an array
            {"id":"p","total":"a lot"}          | Purchase.total must be a decimal, was the text 'a lot'
            {"id":"p","total":1e999999999}      | Purchase.total must be a decimal, was 1E+999999999
            {"id":"p","total":"1e999999999"}    | Purchase.total must be a decimal
            {"id":"p","total":12345678901}      | Purchase.total must be a decimal
            {"id":"p","total":1,"weight":1e400} | Purchase.weight must be a double
            {"id":"p","total":1,"count":1e99}   | Purchase.count must be a int
            {"id":"p","total":1.234}            | Purchase.total must be a decimal
            {"id":"p","total":1,"fee":"x"}      | Purchase.fee must be a null or decimal
            {"id":"p","total":1,"count":9999999999} | Purchase.count must be a int
            {"id":"p","total":1,"day":"monday"} | Purchase.day must be a date
            {"id":"p","total":1,"kind":"GOLD"}  | Purchase.kind must be a one of [CARD, CASH]
            {"id":"p","total":1,"colour":"red"} | Purchase has no field [colour]
            [1]                                 | Purchase must be a record Purchase
            {"id":                              | not JSON from line 1, column 7 on
            {} {}                               | something follows the JSON value
            """, delimiter = '|', quoteCharacter = '\0')
    void what_does_not_fit_is_named(String json, String said) {
        assertThatThrownBy(() -> AvroFromJson.of(PURCHASE, json))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(said);
    }

    @Test
    void a_number_that_takes_long_to_read_is_not_read() {
        String digits = "1".repeat(1_000_000);

        assertThatThrownBy(() -> AvroFromJson.of(PURCHASE, "{\"id\":\"p\",\"total\":\"" + digits + "\"}"))
                .hasMessage("Purchase.total must be a decimal, was the text '" + "1".repeat(40) + "...'");
    }

    @Test
    void a_decimal_too_large_for_its_fixed_does_not_fit() {
        assertThatThrownBy(() -> AvroFromJson.of(PURCHASE, "{\"id\":\"p\",\"total\":1,\"fee\":1e30}"))
                .hasMessageContaining("Purchase.fee must be a null or decimal");
    }
}

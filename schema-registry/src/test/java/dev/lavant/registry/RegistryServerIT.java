package dev.lavant.registry;

import static dev.lavant.registry.Rest.schema;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lavant.kafka.EmbeddedBroker;
import dev.lavant.registry.Rest.Answer;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The calls of the Confluent Schema Registry API reference, over HTTP.
class RegistryServerIT {
    @TempDir
    static Path data;

    private static EmbeddedBroker broker;
    private static RegistryServer server;
    private static Rest rest;

    private String subject;

    @BeforeAll
    static void start() {
        broker = EmbeddedBroker.start(data, 0);
        server = RegistryServer.start(0, broker.bootstrapServers());
        rest = new Rest(server.url());
    }

    @AfterAll
    static void stop() {
        server.close();
        broker.close();
    }

    @BeforeEach
    void name(TestInfo test) {
        subject = test.getTestMethod().orElseThrow().getName();
    }

    @Test
    void a_schema_is_registered_and_found_in_every_way() {
        String text = "{\"type\":\"record\",\"name\":\"Found\",\"fields\":[{\"name\":\"n\",\"type\":\"int\"}]}";
        String escaped = text.replace("\"", "\\\"");

        Answer registered = rest.post("/subjects/" + subject + "/versions", schema(text));
        String id = registered.body().replaceAll("\\D", "");
        var version =
                ok("{\"subject\":\"" + subject + "\",\"version\":1,\"id\":" + id + ",\"schema\":\"" + escaped + "\"}");

        assertThat(registered).isEqualTo(ok("{\"id\":" + id + "}"));
        assertThat(rest.post("/subjects/" + subject + "/versions", schema(text)))
                .isEqualTo(registered);
        assertThat(rest.post("/subjects/" + subject, schema(text))).isEqualTo(version);
        assertThat(rest.get("/subjects/" + subject + "/versions/1")).isEqualTo(version);
        assertThat(rest.get("/subjects/" + subject + "/versions/latest")).isEqualTo(version);
        assertThat(rest.get("/subjects/" + subject + "/versions/latest/schema")).isEqualTo(ok(text));
        assertThat(rest.get("/subjects/" + subject + "/versions")).isEqualTo(ok("[1]"));
        assertThat(rest.get("/schemas/ids/" + id)).isEqualTo(ok("{\"schema\":\"" + escaped + "\"}"));
        assertThat(rest.get("/schemas/ids/" + id + "/schema")).isEqualTo(ok(text));
        assertThat(rest.get("/schemas/ids/" + id + "/subjects")).isEqualTo(ok("[\"" + subject + "\"]"));
        assertThat(rest.get("/schemas/ids/" + id + "/versions"))
                .isEqualTo(ok("[{\"subject\":\"" + subject + "\",\"version\":1}]"));
        assertThat(rest.get("/subjects").body()).contains("\"" + subject + "\"");
    }

    @Test
    void an_incompatible_schema_is_refused_until_the_level_allows_it() {
        rest.post("/subjects/" + subject + "/versions", schema("\"string\""));
        String path = "/subjects/" + subject + "/versions";

        assertThat(rest.post(path, schema("\"int\"")).status()).isEqualTo(409);
        assertThat(rest.post(path, schema("\"int\"")).body())
                .startsWith("{\"error_code\":409,\"message\":\"Schema being registered is incompatible");

        assertThat(rest.put("/config/" + subject, "{\"compatibility\":\"NONE\"}"))
                .isEqualTo(ok("{\"compatibility\":\"NONE\"}"));
        assertThat(rest.get("/config/" + subject)).isEqualTo(ok("{\"compatibilityLevel\":\"NONE\"}"));
        assertThat(rest.post(path, schema("\"int\"")).status()).isEqualTo(200);
    }

    @Test
    void a_check_says_why_not() {
        rest.post("/subjects/" + subject + "/versions", schema("\"string\""));
        String path = "/compatibility/subjects/" + subject + "/versions";

        assertThat(rest.post(path + "/latest", schema("\"bytes\""))).isEqualTo(ok("{\"is_compatible\":true}"));
        assertThat(rest.post(path + "/1?verbose=true", schema("\"int\"")))
                .isEqualTo(ok("{\"is_compatible\":false,\"messages\":[\"TYPE_MISMATCH at /: reader type: INT not"
                        + " compatible with writer type: STRING\"]}"));
        assertThat(rest.post(path, schema("\"int\"")).body()).startsWith("{\"is_compatible\":false");
        assertThat(rest.post("/compatibility/subjects/none/versions/latest", schema("\"int\"")))
                .isEqualTo(ok("{\"is_compatible\":true}"));
    }

    @Test
    void a_version_and_a_subject_are_deleted_softly_and_then_for_good() {
        String path = "/subjects/" + subject;
        rest.put("/config/" + subject, "{\"compatibility\":\"NONE\"}");
        rest.post(path + "/versions", schema("\"string\""));
        rest.post(path + "/versions", schema("\"boolean\""));

        assertThat(rest.delete(path + "/versions/1?permanent=true").body()).startsWith("{\"error_code\":40407,");
        assertThat(rest.delete(path + "/versions/1")).isEqualTo(ok("1"));
        assertThat(rest.delete(path + "/versions/1").body()).startsWith("{\"error_code\":40406,");
        assertThat(rest.get(path + "/versions")).isEqualTo(ok("[2]"));
        assertThat(rest.get(path + "/versions?deleted=true")).isEqualTo(ok("[1,2]"));
        assertThat(rest.get(path + "/versions/1").body()).startsWith("{\"error_code\":40402,");
        assertThat(rest.get(path + "/versions/1?deleted=true").status()).isEqualTo(200);
        assertThat(rest.get(path + "/versions/1/schema?deleted=true")).isEqualTo(ok("\"string\""));
        assertThat(rest.post(path, schema("\"string\"")).body()).startsWith("{\"error_code\":40403,");
        assertThat(rest.post(path + "?deleted=true", schema("\"string\"")).status())
                .isEqualTo(200);

        assertThat(rest.delete(path + "?permanent=true").body()).startsWith("{\"error_code\":40405,");
        assertThat(rest.delete(path)).isEqualTo(ok("[2]"));
        assertThat(rest.delete(path).body()).startsWith("{\"error_code\":40404,");
        assertThat(rest.get("/subjects?subjectPrefix=" + subject)).isEqualTo(ok("[]"));
        assertThat(rest.get("/subjects?deleted=true&subjectPrefix=" + subject)).isEqualTo(ok("[\"" + subject + "\"]"));
        assertThat(rest.get("/config/" + subject).body()).startsWith("{\"error_code\":40408,");
        assertThat(rest.delete(path + "?permanent=true")).isEqualTo(ok("[1,2]"));
        assertThat(rest.get("/subjects?deleted=true&subjectPrefix=" + subject)).isEqualTo(ok("[]"));
    }

    @Test
    void all_schemas_are_listed_by_prefix_and_newest_first_only_when_asked() {
        String path = "/subjects/" + subject + "/versions";
        rest.put("/config/" + subject, "{\"compatibility\":\"NONE\"}");
        rest.post(path, schema("\"string\""));
        rest.post(path, schema("\"boolean\""));

        assertThat(rest.get("/schemas?subjectPrefix=" + subject).body())
                .contains("\"version\":1,", "\"version\":2,")
                .doesNotContain("there");
        assertThat(rest.get("/schemas?latestOnly=true&subjectPrefix=" + subject).body())
                .contains("\"version\":2,")
                .doesNotContain("\"version\":1,");
        assertThat(rest.get(path + "/1/referencedby")).isEqualTo(ok("[]"));
    }

    @Test
    void a_level_that_is_deleted_is_that_of_all_again() {
        String path = "/config/" + subject;
        rest.put(path, "{\"compatibility\":\"FULL\"}");

        assertThat(rest.delete(path)).isEqualTo(ok("{\"compatibilityLevel\":\"FULL\"}"));
        assertThat(rest.get(path + "?defaultToGlobal=true")).isEqualTo(ok("{\"compatibilityLevel\":\"BACKWARD\"}"));
        assertThat(rest.delete(path).body()).startsWith("{\"error_code\":40408,");
        assertThat(rest.delete("/config")).isEqualTo(ok("{\"compatibilityLevel\":\"BACKWARD\"}"));
    }

    @Test
    void modes_keep_a_subject_as_it_is_or_let_ids_be_given() {
        String path = "/subjects/" + subject + "/versions";
        assertThat(rest.get("/mode")).isEqualTo(ok("{\"mode\":\"READWRITE\"}"));
        assertThat(rest.get("/mode/" + subject).body()).startsWith("{\"error_code\":40409,");
        assertThat(rest.get("/mode/" + subject + "?defaultToGlobal=true")).isEqualTo(ok("{\"mode\":\"READWRITE\"}"));
        assertThat(rest.post(path, "{\"schema\":\"\\\"float\\\"\",\"id\":4711,\"version\":3}")
                        .body())
                .startsWith("{\"error_code\":42205,");

        assertThat(rest.put("/mode/" + subject, "{\"mode\":\"IMPORT\"}")).isEqualTo(ok("{\"mode\":\"IMPORT\"}"));
        assertThat(rest.post(path, "{\"schema\":\"\\\"float\\\"\",\"id\":4711,\"version\":3}"))
                .isEqualTo(ok("{\"id\":4711}"));
        assertThat(rest.get(path)).isEqualTo(ok("[3]"));

        rest.put("/mode/" + subject, "{\"mode\":\"READONLY\"}");
        assertThat(rest.post(path, schema("\"double\"")).body()).startsWith("{\"error_code\":42205,");
        assertThat(rest.delete("/mode/" + subject)).isEqualTo(ok("{\"mode\":\"READONLY\"}"));
        assertThat(rest.post(path, schema("\"double\"")).status()).isEqualTo(200);
        assertThat(rest.put("/mode/" + subject, "{\"mode\":\"IMPORT\"}").body())
                .startsWith("{\"error_code\":42205,\"message\":\"Cannot import since found existing subjects");
        assertThat(rest.put("/mode/" + subject + "?force=true", "{\"mode\":\"IMPORT\"}")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void the_level_of_all_is_backward_at_first() {
        assertThat(rest.get("/config")).isEqualTo(ok("{\"compatibilityLevel\":\"BACKWARD\"}"));
        assertThat(rest.get("/config/" + subject + "?defaultToGlobal=true"))
                .isEqualTo(ok("{\"compatibilityLevel\":\"BACKWARD\"}"));
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            GET  | /subjects/none/versions              | -                         | 404 | 40401
            GET  | /subjects/none/versions/latest       | -                         | 404 | 40401
            POST | /subjects/none                       | {"schema":"\\"int\\""}    | 404 | 40401
            GET  | /subjects/there/versions/9           | -                         | 404 | 40402
            GET  | /subjects/there/versions/9/schema    | -                         | 404 | 40402
            POST | /subjects/there                      | {"schema":"\\"int\\""}    | 404 | 40403
            GET  | /schemas/ids/424242                  | -                         | 404 | 40403
            GET  | /config/there                        | -                         | 404 | 40408
            POST | /subjects/there/versions             | {"schema":"{"}            | 422 | 42201
            POST | /subjects/there/versions             | {}                        | 422 | 42201
            POST | /subjects/there/versions             | {"schema":"message A {}","schemaType":"PROTOBUF"} | 422 | 42201
            GET  | /subjects/there/versions/0           | -                         | 422 | 42202
            PUT  | /config/there                        | {"compatibility":"MAYBE"} | 422 | 42203
            PUT  | /config                              | {}                        | 422 | 42203
            PUT  | /mode                                | {"mode":"MAYBE"}          | 422 | 42204
            PUT  | /mode                                | {"mode":"IMPORT"}         | 422 | 42205
            GET  | /subjects/there/versions/9/referencedby | -                      | 404 | 40402
            POST | /subjects/there/versions             | {"schema":"\\"int\\"","references":[{"name":"a","subject":"b","version":1}]} | 422 | 42201
            POST | /subjects/there/versions             | not JSON                  | 400 | 400
            GET  | /nothing/here                        | -                         | 404 | 404
            PUT  | /subjects                            | {}                        | 405 | 405
            """)
    void a_no_has_the_code_that_clients_know(String method, String path, String body, int status, int code) {
        rest.post("/subjects/there/versions", schema("\"string\""));
        Answer answer = switch (method) {
            case "GET" -> rest.get(path);
            case "POST" -> rest.post(path, body);
            default -> rest.put(path, body);
        };

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.body()).startsWith("{\"error_code\":" + code + ",\"message\":\"");
    }

    @Test
    void probes_get_an_answer() {
        assertThat(rest.get("/")).isEqualTo(ok("{}"));
        assertThat(rest.get("/schemas/types")).isEqualTo(ok("[\"AVRO\"]"));
        assertThat(rest.get("/contexts")).isEqualTo(ok("[\".\"]"));
        assertThat(rest.get("/v1/metadata/id").body())
                .matches("\\{\"scope\":\\{\"path\":\\[],\"clusters\":\\{.*\"kafka-cluster\":\"[\\w-]{22}\".*}}}");
        assertThat(rest.get("/v1/metadata/version").body()).startsWith("{\"version\":\"lavant\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/vnd.schemaregistry.v1+json",
                "application/vnd.schemaregistry.v1+json, application/vnd.schemaregistry+json; q=0.9,"
                        + " application/json; q=0.5",
                "application/vnd.schemaregistry+json",
                "application/json",
                "*/*"
            })
    void every_client_gets_json_that_it_accepts(String accepted) {
        var answer = Rest.call(rest.to("/subjects").header("Accept", accepted).GET());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).endsWith("json");
    }

    @Test
    void answers_and_refusals_are_of_the_registrys_type() {
        assertThat(typeOf("/subjects")).isEqualTo("application/vnd.schemaregistry.v1+json");
        assertThat(typeOf("/subjects/none/versions")).isEqualTo("application/vnd.schemaregistry.v1+json");
        assertThat(typeOf("/nothing/here")).isEqualTo("application/vnd.schemaregistry.v1+json");
    }

    @Test
    void a_subject_may_have_any_letters() {
        String path = "/subjects/a%20b%2Fc%C3%BC-value/versions";

        assertThat(rest.post(path, schema("\"string\"")).status()).isEqualTo(200);
        assertThat(rest.get(path)).isEqualTo(ok("[1]"));
        assertThat(rest.get("/subjects").body()).contains("\"a b/cü-value\"");
    }

    @Test
    void a_port_in_use_is_named() {
        int taken = server.url().getPort();

        assertThatThrownBy(() -> RegistryServer.start(taken, broker.bootstrapServers()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("port " + taken + " is in use: stop what listens there, or choose another one for the"
                        + " schema registry with --registry-port (LAVANT_PORT for one of its own)");
    }

    private static String typeOf(String path) {
        return Rest.call(rest.to(path).GET())
                .headers()
                .firstValue("Content-Type")
                .orElseThrow();
    }

    private static Answer ok(String body) {
        return new Answer(200, body);
    }
}

package dev.lavant.router;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import dev.lavant.local.LocalPlatform;
import dev.lavant.router.IngressConfig.Address;
import dev.lavant.router.IngressConfig.Limits;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.security.cert.Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// TLS, HTTP/2 on it, and certificates that are renewed or wrong.
class IngressTlsIT {
    private static final int MAX_EVENT_BYTES = 100_000;
    private static final int WRONG_REQUESTS = 1_000;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    static Path folder;

    private static final ShopCertificate CERTIFICATE = ShopCertificate.valid();
    private static LocalPlatform platform;
    private static Ingress ingress;

    @BeforeAll
    static void start() {
        platform = LocalPlatform.start();
        platform.createTopic("open", 1);
        ingress = start(CERTIFICATE, folder);
    }

    private static Ingress start(ShopCertificate certificate, Path folder) {
        return Ingress.start(new IngressConfig(
                platform.connection(),
                Address.loopback(0).with(Optional.of(certificate.write(folder))),
                new Limits(MAX_EVENT_BYTES, 4 * MAX_EVENT_BYTES, 10)));
    }

    @AfterAll
    static void stop() {
        ingress.close();
        platform.close();
    }

    @ParameterizedTest
    @EnumSource(names = {"HTTP_2", "HTTP_1_1"})
    void an_event_goes_over_http_2_and_over_http_1_where_a_client_knows_no_other(Version version) {
        try (var producer = producer(version)) {
            var answer = producer.post("open", HttpEvents.unique(), "data");

            assertThat(answer.statusCode()).isEqualTo(202);
            assertThat(answer.version()).isEqualTo(version);
            assertThat(answer.sslSession()).isPresent();
            assertThat(producer.post("open", HttpEvents.unique(), "x".repeat(MAX_EVENT_BYTES))
                            .statusCode())
                    .isEqualTo(202);
            assertThat(producer.post("open", HttpEvents.unique(), "x".repeat(MAX_EVENT_BYTES + 1))
                            .statusCode())
                    .isEqualTo(413);
        }
    }

    @Test
    void many_at_once_share_one_connection() {
        try (var client = client(Version.HTTP_2)) {
            var answers = Stream.generate(() -> client.sendAsync(request("open"), BodyHandlers.discarding()))
                    .limit(200)
                    .toList();

            assertThat(answers).allSatisfy(answer -> {
                assertThat(answer.join().statusCode()).isEqualTo(202);
                assertThat(answer.join().version()).isEqualTo(Version.HTTP_2);
            });
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"HTTP_2", "HTTP_1_1"})
    void curl_speaks_either_with_it(Version version) throws Exception {
        assumeThat(Path.of("/usr/bin/curl")).exists();
        var words = List.of(
                "/usr/bin/curl",
                version == Version.HTTP_2 ? "--http2" : "--http1.1",
                "--silent",
                "--show-error",
                "--cacert",
                folder.resolve("cert.pem").toString(),
                "--data",
                "hello",
                "--write-out",
                " HTTP/%{http_version} %{http_code}",
                "-Hce-specversion: 1.0",
                "-Hce-id: curl-" + version,
                "-Hce-source: /curl",
                "-Hce-type: shop.sold",
                ingress.url() + "/events/open");
        Process curl = new ProcessBuilder(words).redirectErrorStream(true).start();

        String said = new String(curl.getInputStream().readAllBytes(), UTF_8);

        assertThat(curl.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(said).endsWith(version == Version.HTTP_2 ? " HTTP/2 202" : " HTTP/1.1 202");
    }

    @Test
    void wrong_requests_over_http_2_are_refused_with_a_reason_and_nothing_of_the_inside() throws Exception {
        try (var client = client(Version.HTTP_2);
                var producer = producer(Version.HTTP_2)) {
            for (var wrong : new MalformedRequests(43).several(WRONG_REQUESTS)) {
                var answer = client.send(http2(wrong), BodyHandlers.ofString());

                assertThat(wrong.fault(answer.statusCode(), answer.body())).isEmpty();
                assertThat(answer.version()).isEqualTo(Version.HTTP_2);
            }
            assertThat(producer.post("open", HttpEvents.unique(), "x".repeat(MAX_EVENT_BYTES))
                            .statusCode())
                    .isEqualTo(202);
        }
    }

    @Test
    void who_does_not_speak_tls_gets_no_answer_and_stops_nobody() throws Exception {
        try (var plain = new Socket("localhost", ingress.url().getPort());
                var producer = producer(Version.HTTP_2)) {
            plain.getOutputStream().write("GET /health HTTP/1.1\r\nhost: localhost\r\n\r\n".getBytes(UTF_8));

            assertThat(new String(plain.getInputStream().readAllBytes(), UTF_8)).doesNotContain("HTTP/1.1 200");
            assertThat(producer.get("/health").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void a_renewed_certificate_is_shown_without_a_restart(@TempDir Path own) throws Exception {
        var first = ShopCertificate.valid();
        var second = ShopCertificate.valid();
        try (var renewed = start(first, own);
                var producer = new HttpEvents(renewed.url(), client(Version.HTTP_2, first))) {
            SSLContext both = ShopCertificate.trusting(first, second);
            assertThat(shownBy(renewed.url(), both)).isEqualTo(first.certificate());
            producer.post("open", HttpEvents.unique(), "before");

            var _ = second.write(own);

            await().atMost(PATIENCE).until(() -> shownBy(renewed.url(), both).equals(second.certificate()));
            assertThat(producer.post("open", HttpEvents.unique(), "on the connection that was there")
                            .statusCode())
                    .isEqualTo(202);
        }
    }

    @Test
    void with_a_certificate_that_has_ended_it_does_not_start(@TempDir Path own) {
        Instant end = Instant.parse("2025-01-01T00:00:00Z");

        assertThatThrownBy(() -> start(ShopCertificate.validUntil(end), own).close())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the certificate of CN=localhost in " + own.resolve("cert.pem") + " was valid until " + end
                        + ": renew it, or set this machine's clock right");
    }

    private static Certificate shownBy(URI server, SSLContext trust) throws IOException {
        try (var socket = (SSLSocket) trust.getSocketFactory().createSocket("localhost", server.getPort())) {
            socket.startHandshake();
            return socket.getSession().getPeerCertificates()[0];
        }
    }

    private static HttpEvents producer(Version version) {
        return new HttpEvents(ingress.url(), client(version));
    }

    private static HttpClient client(Version version) {
        return client(version, CERTIFICATE);
    }

    private static HttpClient client(Version version, ShopCertificate trusted) {
        return HttpClient.newBuilder()
                .version(version)
                .sslContext(ShopCertificate.trusting(trusted))
                .build();
    }

    private static HttpRequest request(String topic) {
        return request("/events/" + topic, HttpEvents.unique(), "data".getBytes(UTF_8));
    }

    private static HttpRequest http2(MalformedRequests.Wrong wrong) {
        return request(wrong.path(), wrong.headers(), wrong.body());
    }

    private static HttpRequest request(String path, Map<String, String> headers, byte[] body) {
        var request = HttpRequest.newBuilder(URI.create(ingress.url() + path)).POST(BodyPublishers.ofByteArray(body));
        headers.forEach(request::header);
        return request.build();
    }
}

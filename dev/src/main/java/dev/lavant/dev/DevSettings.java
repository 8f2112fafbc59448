package dev.lavant.dev;

import dev.lavant.service.tls.TlsFiles;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// How the platform runs on this machine.
///
/// @param home folder of Lavant itself
/// @param data everything the platform keeps; removed by `--reset`
/// @param kafkaPort of the broker
/// @param host that the HTTP ingress listens on; it asks for keys where other machines reach it
/// @param port of the HTTP ingress
/// @param tls the certificate that the ingress shows; empty where it speaks in the clear
/// @param registryPort of the schema registry
/// @param consolePort of the web page
/// @param keepAlive how long hosts stay at most when nothing waits
/// @param warmHosts how many wait for a function that wakes
/// @param hostMemoryMib of all hosts together
public record DevSettings(
        Path home,
        Path data,
        int kafkaPort,
        String host,
        int port,
        Optional<TlsFiles> tls,
        int registryPort,
        int consolePort,
        Duration keepAlive,
        int warmHosts,
        long hostMemoryMib) {
    /// Where the ingress is for this machine.
    String ingressUrl() {
        return (tls.isPresent() ? "https" : "http") + "://localhost:" + port;
    }

    Path kafkaData() {
        return data.resolve("kafka");
    }

    /// Compiled classes of functions, by content.
    Path classes() {
        return data.resolve("classes");
    }

    Path streamsState() {
        return data.resolve("streams");
    }

    Path logs() {
        return data.resolve("logs");
    }

    /// Where client verbs find the platform.
    Path addresses() {
        return data.resolve("dev.properties");
    }
}

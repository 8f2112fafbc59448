package dev.lavant.deploy.project;

import java.util.List;
import java.util.Optional;

/// A function as the compiler found it, read from `META-INF/lavant/functions/`.
///
/// @param handlerClass fully qualified
/// @param timeoutMillis deadline of one attempt
/// @param backoffMillis wait before the second attempt
/// @param targetLatencyMillis what the autoscaler keeps
public record FunctionManifest(
        String name,
        String handlerClass,
        String handlerMethod,
        List<String> topics,
        Optional<String> output,
        Optional<String> filter,
        long timeoutMillis,
        int memoryMib,
        int concurrency,
        int attempts,
        long backoffMillis,
        long targetLatencyMillis) {}

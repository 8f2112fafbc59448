/// The metrics of the platform: each one once, and how they are told to Prometheus.
@NullMarked
package dev.lavant.service.metrics;

import org.jspecify.annotations.NullMarked;

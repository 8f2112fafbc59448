/// Core: which functions get an event, and why not the others. Pure; it knows filters, nothing of Kafka.
@NullMarked
package dev.lavant.router.route;

import org.jspecify.annotations.NullMarked;

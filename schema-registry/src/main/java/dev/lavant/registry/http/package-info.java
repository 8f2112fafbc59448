/// Edge: the Confluent Schema Registry REST API.
@NullMarked
package dev.lavant.registry.http;

import org.jspecify.annotations.NullMarked;

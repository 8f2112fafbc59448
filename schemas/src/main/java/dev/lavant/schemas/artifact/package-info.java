/// Files that travel through Kafka, named by their content.
@NullMarked
package dev.lavant.schemas.artifact;

import org.jspecify.annotations.NullMarked;

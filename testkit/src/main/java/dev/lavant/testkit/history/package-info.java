/// Edge: reads from Kafka what [dev.lavant.testkit.guarantee] judges.
@NullMarked
package dev.lavant.testkit.history;

import org.jspecify.annotations.NullMarked;

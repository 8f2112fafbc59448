/// Edge: outputs, dead letters, usage and offsets in one Kafka transaction. meter → `[commit]`.
@NullMarked
package dev.lavant.host.commit;

import org.jspecify.annotations.NullMarked;

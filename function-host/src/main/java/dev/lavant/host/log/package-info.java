/// What this process logs: each line a fact ([dev.lavant.schemas.log.LogLine]), with the host and what it runs.
@NullMarked
package dev.lavant.host.log;

import org.jspecify.annotations.NullMarked;

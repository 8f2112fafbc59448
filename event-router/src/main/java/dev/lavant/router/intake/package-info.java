/// Edge: CloudEvents over HTTP into topics.
@NullMarked
package dev.lavant.router.intake;

import org.jspecify.annotations.NullMarked;

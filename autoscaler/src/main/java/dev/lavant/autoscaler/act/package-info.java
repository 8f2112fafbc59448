/// Edge: starts and drains hosts. observe → decide → `[act]`.
@NullMarked
package dev.lavant.autoscaler.act;

import org.jspecify.annotations.NullMarked;

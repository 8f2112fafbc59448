/// Core: what an event used, and the record that says so. Pure; it is told the time. invoke → `[meter]` → commit.
@NullMarked
package dev.lavant.host.meter;

import org.jspecify.annotations.NullMarked;

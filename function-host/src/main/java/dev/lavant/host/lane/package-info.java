/// Core: which event may run now, and which offsets are done. Pure. receive → `[lane]` → invoke → meter → commit.
@NullMarked
package dev.lavant.host.lane;

import org.jspecify.annotations.NullMarked;

/// Edge: runs one attempt of the handler with its deadline. receive → lane → `[invoke]` → meter → commit.
@NullMarked
package dev.lavant.host.invoke;

import org.jspecify.annotations.NullMarked;

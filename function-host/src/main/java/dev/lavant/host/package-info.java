/// One process, one function: receive → lane → invoke → meter → commit. [dev.lavant.host.Engine] is the loop.
@NullMarked
package dev.lavant.host;

import org.jspecify.annotations.NullMarked;

/// Edge: tells `lavant.hosts` how this host is.
@NullMarked
package dev.lavant.host.report;

import org.jspecify.annotations.NullMarked;

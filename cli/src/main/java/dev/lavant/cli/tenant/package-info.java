/// `lavant tenant`: what tenants may have.
@NullMarked
package dev.lavant.cli.tenant;

import org.jspecify.annotations.NullMarked;

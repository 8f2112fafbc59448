/// Core: quantities, prices, money. Pure; whole numbers only.
@NullMarked
package dev.lavant.billing.rate;

import org.jspecify.annotations.NullMarked;

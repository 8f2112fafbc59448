/// Core: which fault comes when. Pure: the same seed gives the same plan.
@NullMarked
package dev.lavant.torture.plan;

import org.jspecify.annotations.NullMarked;

/// How far budgets are used up, and what whoever pays is told. Pure.
@NullMarked
package dev.lavant.billing.budget;

import org.jspecify.annotations.NullMarked;

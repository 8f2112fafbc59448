/// Statements as rows of a FOCUS dataset, the open format of cost and usage data. Pure.
@NullMarked
package dev.lavant.billing.focus;

import org.jspecify.annotations.NullMarked;

/// Core: proves from records alone that what went in was metered, summed and billed once, or says where not. Pure.
///
/// [UsageLedger] is where to start reading; [dev.lavant.billing.rate] has the rules that are checked.
@NullMarked
package dev.lavant.billing.audit;

import org.jspecify.annotations.NullMarked;

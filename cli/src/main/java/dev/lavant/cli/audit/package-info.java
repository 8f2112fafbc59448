/// `lavant audit`: reads what `dev.lavant.billing.audit` judges.
@NullMarked
package dev.lavant.cli.audit;

import org.jspecify.annotations.NullMarked;

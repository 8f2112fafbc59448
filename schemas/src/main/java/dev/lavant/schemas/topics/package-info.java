/// Names, keys and settings of the topics that Lavant's services meet at.
@NullMarked
package dev.lavant.schemas.topics;

import org.jspecify.annotations.NullMarked;

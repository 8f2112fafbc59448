/// Edge: the registry's state in the compacted topic `_schemas`, in Confluent's record format.
@NullMarked
package dev.lavant.registry.log;

import org.jspecify.annotations.NullMarked;

/// Core: subjects, versions, ids and compatibility. Pure.
@NullMarked
package dev.lavant.registry.store;

import org.jspecify.annotations.NullMarked;

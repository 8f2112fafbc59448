/// What a function declares: its settings with the rules they keep and what each comes from, and the manifest that the
/// compiler writes into a jar for whoever deploys it. Pure, but for reading and writing JSON.
@NullMarked
package dev.lavant.manifest;

import org.jspecify.annotations.NullMarked;

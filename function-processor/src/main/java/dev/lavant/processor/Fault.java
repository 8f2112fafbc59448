package dev.lavant.processor;

import io.micronaut.inject.ast.Element;

/// Something in the source that would fail later, as javac shows it.
///
/// @param message what is wrong and what to write instead
/// @param at the element whose line is shown
record Fault(String message, Element at) {}

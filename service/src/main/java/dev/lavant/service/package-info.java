/// A part of the platform as a process of its own: what it is told, how it is, and how it ends.
@NullMarked
package dev.lavant.service;

import org.jspecify.annotations.NullMarked;

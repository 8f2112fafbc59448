/// How data is printed: tables for people, one JSON object a line for programs.
@NullMarked
package dev.lavant.cli.show;

import org.jspecify.annotations.NullMarked;

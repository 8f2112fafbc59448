/// What API keys look like, for those who make them and those who check them. Pure.
@NullMarked
package dev.lavant.schemas.access;

import org.jspecify.annotations.NullMarked;

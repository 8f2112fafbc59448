/// Certificates of a server, from PEM files, also when those are renewed.
@NullMarked
package dev.lavant.service.tls;

import org.jspecify.annotations.NullMarked;

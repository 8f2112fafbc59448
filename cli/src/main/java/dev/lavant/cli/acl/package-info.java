/// `lavant acl`: what each part of the platform must be allowed in Kafka, and nothing more.
@NullMarked
package dev.lavant.cli.acl;

import org.jspecify.annotations.NullMarked;

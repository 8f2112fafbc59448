/// What an autoscaler's driver tells a function host when it starts it: environment variables, the same
/// for a child process, a container or a pod.
@NullMarked
package dev.lavant.schemas.launch;

import org.jspecify.annotations.NullMarked;

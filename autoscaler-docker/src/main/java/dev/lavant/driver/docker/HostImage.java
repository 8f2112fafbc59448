package dev.lavant.driver.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import java.util.concurrent.TimeUnit;

/// The image that hosts are started from: there, or fetched, before the first start.
final class HostImage {
    private static final int PULL_MINUTES = 5;

    private HostImage() {}

    /// @throws IllegalStateException when the engine does not answer, or does not have the image
    static void require(DockerClient engine, DockerSettings settings) {
        if (there(engine, settings.image())) {
            return;
        }
        if (settings.pull() == DockerSettings.Pull.NEVER) {
            throw new IllegalStateException(
                    missing(settings.image(), "and LAVANT_DOCKER_PULL=never forbids to fetch it"));
        }
        pull(engine, settings.image());
    }

    private static boolean there(DockerClient engine, String image) {
        try {
            var _ = engine.inspectImageCmd(image).exec();
            return true;
        } catch (NotFoundException _) {
            return false;
        } catch (RuntimeException silent) { // docker-java has no exception of its own for "connection refused"
            throw new IllegalStateException(
                    "the Docker engine does not answer (" + silent.getMessage() + "): look whether it runs, whether"
                            + " DOCKER_HOST names it, and whether this user may use its socket",
                    silent);
        }
    }

    private static void pull(DockerClient engine, String image) {
        try {
            boolean done = engine.pullImageCmd(image).start().awaitCompletion(PULL_MINUTES, TimeUnit.MINUTES);
            if (!done) {
                throw new IllegalStateException(
                        missing(image, "and it was not fetched within " + PULL_MINUTES + " minutes"));
            }
        } catch (DockerException refused) {
            throw new IllegalStateException(
                    missing(image, "and it cannot be fetched (" + refused.getMessage() + ")"), refused);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(missing(image, "and fetching it was interrupted"), interrupted);
        }
    }

    private static String missing(String image, String why) {
        return "the Docker engine has no image " + image + ", " + why + ": build it, for example with  docker build -t "
                + image + " function-host  in a clone of Lavant that was built, or set LAVANT_DOCKER_IMAGE";
    }
}

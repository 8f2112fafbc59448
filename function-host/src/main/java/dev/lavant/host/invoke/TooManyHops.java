package dev.lavant.host.invoke;

/// An event has gone through as many functions as one chain may: they probably feed each other in a circle.
final class TooManyHops extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooManyHops(Lineage next) {
        super("the event has gone through " + Lineage.MOST_HOPS + " functions since " + next.origin()
                + ", so these probably feed each other in a circle; this one did not run");
    }
}

package org.countersign.kernel;

/** Somebody changed the document after the version that this act was based on; carries both versions. */
public final class Stale extends RuntimeException {

    private final int seen;
    private final int current;

    public Stale(int seen, int current) {
        super(
                "This was changed meanwhile: you saw version " + seen + ", it is now at " + current + ".",
                null,
                false,
                false);
        this.seen = seen;
        this.current = current;
    }

    /** Refuses unless what the person saw is what is there now. */
    public static void unlessCurrent(int seen, int current) {
        if (seen != current) {
            throw new Stale(seen, current);
        }
    }

    public int seen() {
        return seen;
    }

    public int current() {
        return current;
    }
}

package org.countersign.kernel;

/** The thing does not exist, or is not this actor's to see; the two are not told apart on purpose. */
public final class NotFound extends RuntimeException {

    public NotFound(String kind, Object key) {
        super("There is no " + kind + " " + key + " that you may see.", null, false, false);
    }
}

package org.countersign.exchange.outbound;

/** The forms that a document of ours is made in. */
public enum Format {
    PDF("application/pdf"),
    UBL("application/xml");

    private final String mediaType;

    Format(String mediaType) {
        this.mediaType = mediaType;
    }

    public String mediaType() {
        return mediaType;
    }
}

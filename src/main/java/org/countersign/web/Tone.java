package org.countersign.web;

import java.util.Locale;

/** What a colour says; words stand beside it always. */
public enum Tone {
    /** Done, or as it should be. */
    OK,
    /** Waits for somebody of ours. */
    WARN,
    /** Stopped until somebody acts. */
    STOP,
    /** Under way, nothing to do. */
    INFO,
    /** Neither good nor bad. */
    IDLE;

    /** The class of the stylesheet. */
    public String css() {
        return name().toLowerCase(Locale.ROOT);
    }
}

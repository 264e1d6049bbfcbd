package org.countersign.platform;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** The one place ids come from: UUID version 7 (RFC 9562, 5.7), milliseconds of the clock and 74 random bits. */
@Component
public class Ids {

    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    public Ids(Clock clock) {
        this.clock = clock;
    }

    public UUID next() {
        var millis = clock.millis();
        var high = (millis << 16) | 0x7000L | (random.nextLong() & 0x0FFFL);
        var low = 0x8000000000000000L | (random.nextLong() & 0x3FFFFFFFFFFFFFFFL);
        return new UUID(high, low);
    }
}

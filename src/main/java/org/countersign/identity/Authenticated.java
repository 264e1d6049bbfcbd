package org.countersign.identity;

import java.util.List;
import org.countersign.kernel.Actor;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;

/** An actor as Spring Security carries one through a request; what they may do is asked of the actor, not of it. */
final class Authenticated extends AbstractAuthenticationToken {

    private final transient Actor actor;

    Authenticated(Actor actor) {
        super(List.of());
        this.actor = actor;
        setAuthenticated(true);
    }

    @Override
    public Actor getPrincipal() {
        return actor;
    }

    @Override
    public String getCredentials() {
        return "";
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Authenticated that && that.actor.equals(actor);
    }

    @Override
    public int hashCode() {
        return actor.hashCode();
    }
}

package org.countersign.web.signin;

import java.util.Optional;
import org.countersign.web.Flash;
import org.countersign.web.Theme;

/**
 * The page to sign in on.
 *
 * @param hint how to sign in to the demonstration; empty elsewhere
 */
public record SignInPage(Theme theme, String csrf, String next, String login, String hint, Optional<Flash> flash) {}

package org.countersign.web.signin;

import java.util.List;
import java.util.Optional;
import org.countersign.web.Field;
import org.countersign.web.Flash;
import org.countersign.web.Theme;

/** The page that founds the first organisation and makes its administrator. */
public record SetUpPage(Theme theme, String csrf, String token, List<Field> fields, Optional<Flash> flash) {}

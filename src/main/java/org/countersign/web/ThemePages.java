package org.countersign.web;

import java.time.Duration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseCookie;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Keeps the reader's theme in a cookie, for browsers that run no scripts. */
@Controller
class ThemePages {

    /** Back to the home page: which page the form stood on is not known without trusting a header. */
    @PostMapping("/theme")
    ResponseEntity<Void> choose(@RequestParam String theme) {
        var cookie = ResponseCookie.from(Theme.COOKIE, Theme.of(theme).word())
                .path("/")
                .maxAge(Duration.ofDays(365))
                .sameSite("Lax")
                .build();
        return ResponseEntity.status(HttpStatus.SEE_OTHER)
                .header(HttpHeaders.SET_COOKIE, cookie.toString())
                .header(HttpHeaders.LOCATION, "/")
                .build();
    }
}

package org.countersign.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.countersign.kernel.NotFound;
import org.countersign.platform.Problems;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/** What an address says that nothing is behind, or nothing for this method: a page to people, a problem to programs. */
@ControllerAdvice
class NowhereAdvice {

    private final PageAdvice pages;
    private final Problems problems;

    NowhereAdvice(PageAdvice pages, Problems problems) {
        this.pages = pages;
        this.problems = problems;
    }

    @ExceptionHandler
    Object nowhere(NoResourceFoundException nowhere, HttpServletRequest request, HttpServletResponse response) {
        var address = request.getRequestURI();
        var missing = new NotFound("address", address);
        return isOfApi(request) ? problems.missing(missing) : pages.missing(missing, request, response);
    }

    @ExceptionHandler
    Object notInThisWay(
            HttpRequestMethodNotSupportedException way, HttpServletRequest request, HttpServletResponse response) {
        return isOfApi(request) ? problems.other(way, request) : pages.formOnly(way, request, response);
    }

    private static boolean isOfApi(HttpServletRequest request) {
        return request.getRequestURI().startsWith("/api/v1/");
    }
}

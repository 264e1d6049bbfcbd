package org.countersign.shots;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Some pages of one part of the product on one sheet: each with its four pictures beside each other. */
record ContactSheet(String part, int sheet, List<Seen> pages) {

    /** As many as one can look at without getting tired. */
    static final int PAGES = 4;

    private static final String HEAD = """
            <!doctype html><html lang="en"><meta charset="utf-8"><title>%1$s</title><style>
            body { font: 14px/1.4 system-ui, sans-serif; margin: 20px; background: #d9dde3; color: #16202e }
            h1 { font-size: 22px } h2 { font-size: 15px; margin: 26px 0 6px } h2 small { font-weight: 400 }
            div { display: flex; gap: 10px; align-items: flex-start }
            a { max-height: 900px; overflow: hidden; display: block; border: 1px solid #aab2bd }
            img { display: block; width: 100%% } .w { width: 600px } .p { width: 215px }
            </style><h1>%1$s</h1>
            """;

    String file() {
        return "sheet-" + part.toLowerCase(Locale.ROOT).replaceAll("[^a-z]+", "-") + "-" + sheet;
    }

    /** Writes the sheet as a page of HTML and as a picture. */
    void write(Browser browser, Path folder) throws IOException {
        var html = folder.resolve(file() + ".html");
        Files.writeString(
                html,
                HEAD.formatted(part + " " + sheet)
                        + pages.stream().map(this::row).collect(Collectors.joining()));
        try (var context = browser.newContext(new Browser.NewContextOptions().setViewportSize(1720, 900))) {
            var page = context.newPage();
            page.navigate(html.toUri().toString());
            page.screenshot(new Page.ScreenshotOptions().setFullPage(true).setPath(folder.resolve(file() + ".png")));
        }
    }

    private String row(Seen seen) {
        var pictures = Camera.PICTURES.stream()
                .map(picture -> seen.picture(picture.getKey(), picture.getValue()))
                .map(file -> "<a class=\"%s\" href=\"%s\"><img src=\"%s\" alt=\"\"></a>"
                        .formatted(file.endsWith("-" + Camera.WIDE + ".png") ? "w" : "p", file, file))
                .collect(Collectors.joining());
        return "<h2>%s <small>%s, opened by %s</small></h2><div>%s</div>%n"
                .formatted(seen.page().name(), seen.address(), seen.page().person(), pictures);
    }
}

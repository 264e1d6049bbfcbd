package org.countersign.web;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.Utf8ByteOutput;
import gg.jte.resolve.DirectoryCodeResolver;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.Ordered;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.ViewResolver;

/**
 * Makes pages of records: a template takes exactly one, its {@code page}. A page is written whole before its first byte is
 * sent, so that a mistake in it is a clean 500. With the system property {@code countersign.templates} naming the folder of
 * templates, an edited template is seen on the next request.
 */
@Component
public class Pages implements ViewResolver, Ordered {

    /** The name of the one model attribute that a template takes. */
    public static final String PAGE = "page";

    private static final String TYPE = "text/html;charset=utf-8";

    private final TemplateEngine engine;

    @Autowired
    Pages() {
        var folder = System.getProperty("countersign.templates");
        this(folder == null ? TemplateEngine.createPrecompiled(ContentType.Html) : edited(Path.of(folder)));
    }

    Pages(TemplateEngine engine) {
        this.engine = engine;
    }

    private static TemplateEngine edited(Path folder) {
        var templates = new DirectoryCodeResolver(folder);
        return TemplateEngine.create(templates, Path.of("target", "jte-dev"), ContentType.Html);
    }

    /** What a controller answers: the template and its record. */
    public static ModelAndView page(String template, Object page) {
        return new ModelAndView(template, PAGE, page);
    }

    /** A list that needs no template of its own. */
    public static ModelAndView list(Frame frame, ListPage list) {
        return page("layout/listed", new Listed(frame, list));
    }

    /** A sentence with a way on. */
    public static ModelAndView message(Frame frame, ListPage.Empty message) {
        return page("layout/told", new Told(frame, message));
    }

    /** The page as it is sent. */
    public byte[] render(String template, Object page) {
        var output = new Utf8ByteOutput();
        engine.render(template + ".jte", page, output);
        return output.toByteArray();
    }

    @Override
    public @Nullable View resolveViewName(String viewName, Locale locale) {
        return engine.hasTemplate(viewName + ".jte") ? new Shown(viewName) : null;
    }

    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE + 10;
    }

    private final class Shown implements View {

        private final String template;

        private Shown(String template) {
            this.template = template;
        }

        @Override
        public String getContentType() {
            return TYPE;
        }

        @Override
        public void render(@Nullable Map<String, ?> model, HttpServletRequest request, HttpServletResponse response)
                throws IOException {
            var page = model == null ? null : model.get(PAGE);
            if (page == null) {
                throw new IllegalStateException(template + " was shown without its page");
            }
            var html = Pages.this.render(template, page);
            response.setContentType(TYPE);
            response.setContentLength(html.length);
            response.getOutputStream().write(html);
        }
    }
}

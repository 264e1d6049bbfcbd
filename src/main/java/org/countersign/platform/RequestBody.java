package org.countersign.platform;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Reads the body of an API request once, at most 20 MB, so that its hash can be kept with its idempotency key. */
@Component
@Order(RequestBody.BEFORE_EVERYTHING_THAT_READS)
public class RequestBody extends OncePerRequestFilter {

    static final int BEFORE_EVERYTHING_THAT_READS = 0;
    private static final String ATTRIBUTE = RequestBody.class.getName();
    private static final byte[] NOTHING = {};

    /** The bytes that came; empty when there were none. */
    public static byte[] bytes(HttpServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof byte[] bytes ? bytes : NOTHING;
    }

    static byte[] hash(HttpServletRequest request) {
        return Hash.sha256(bytes(request));
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getRequestURI().startsWith("/api/")
                || request.getMethod().equals("GET");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var bytes = request.getInputStream().readNBytes(Contents.LARGEST + 1);
        if (bytes.length > Contents.LARGEST) {
            Problems.write(response, Problems.tooLarge(Contents.LARGEST));
            return;
        }
        request.setAttribute(ATTRIBUTE, bytes);
        chain.doFilter(new Kept(request, bytes), response);
    }

    private static final class Kept extends HttpServletRequestWrapper {

        private final byte[] bytes;

        Kept(HttpServletRequest request, byte[] bytes) {
            super(request);
            this.bytes = bytes;
        }

        @Override
        public ServletInputStream getInputStream() {
            var source = new ByteArrayInputStream(bytes);
            return new ServletInputStream() {
                @Override
                public int read() {
                    return source.read();
                }

                @Override
                public int read(byte[] into, int from, int length) {
                    return source.read(into, from, length);
                }

                @Override
                public boolean isFinished() {
                    return source.available() == 0;
                }

                @Override
                public boolean isReady() {
                    return true;
                }

                @Override
                public void setReadListener(ReadListener listener) {
                    throw new IllegalStateException("bodies are read by blocking");
                }
            };
        }

        @Override
        public BufferedReader getReader() {
            return new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
        }
    }
}

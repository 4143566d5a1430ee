package dev.sluice.gitops;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Keeps what a server says of itself, to be told without one of its capabilities. */
final class HalfResponse extends HttpServletResponseWrapper {

    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();

    HalfResponse(HttpServletResponse response) {
        super(response);
    }

    /** What was said, with another word of the same length in place of a capability. */
    byte[] without(String capability) {
        return kept.toString(StandardCharsets.ISO_8859_1)
                .replace(capability, "x" + capability.substring(1))
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    @Override
    public ServletOutputStream getOutputStream() {
        return new ServletOutputStream() {
            @Override
            public void write(int b) {
                kept.write(b);
            }

            @Override
            public boolean isReady() {
                return true;
            }

            @Override
            public void setWriteListener(WriteListener listener) {
                throw new UnsupportedOperationException();
            }
        };
    }

    @Override
    public void flushBuffer() {
        // would commit the headers
    }
}

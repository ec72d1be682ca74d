package io.gatehouse.web;

import io.gatehouse.shared.ErrorCode;
import io.gatehouse.shared.GatehouseException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.apache.tomcat.util.http.fileupload.FileItemIterator;
import org.apache.tomcat.util.http.fileupload.FileItemStream;
import org.apache.tomcat.util.http.fileupload.FileUpload;
import org.apache.tomcat.util.http.fileupload.InvalidFileNameException;
import org.apache.tomcat.util.http.fileupload.servlet.ServletRequestContext;
import org.jspecify.annotations.Nullable;

/**
 * A form (RFC 7578) with one file behind its fields, read while it arrives: few and short fields are kept, of the file nothing.
 * So a token against forged requests is checked before the file is read, and whoever may not send it fills no disk.
 */
public final class Upload {

    private static final String EXPECTED = Upload.class.getName() + ".expected";
    private static final String ATTRIBUTE = Upload.class.getName();
    private static final int MOST_FIELDS = 16;
    private static final int LONGEST_FIELD = 4096;

    private final Map<String, String> fields;
    private final String fileName;
    private final InputStream file;

    private Upload(Map<String, String> fields, String fileName, InputStream file) {
        this.fields = fields;
        this.fileName = fileName;
        this.file = file;
    }

    static void expect(HttpServletRequest request) {
        request.setAttribute(EXPECTED, Boolean.TRUE);
    }

    static boolean expected(HttpServletRequest request) {
        return request.getAttribute(EXPECTED) != null;
    }

    /** The upload of a request, read up to the beginning of its file. */
    public static Upload of(HttpServletRequest request) {
        if (request.getAttribute(ATTRIBUTE) instanceof Upload begun) {
            return begun;
        }
        if (!expected(request)) {
            throw refusal("No file was sent", null);
        }
        try {
            Upload begun = begin(new FileUpload().getItemIterator(new ServletRequestContext(request)));
            request.setAttribute(ATTRIBUTE, begun);
            return begun;
        } catch (InvalidFileNameException | IOException e) {
            throw refusal("The form can't be read", e);
        }
    }

    private static Upload begin(FileItemIterator parts) throws IOException {
        Map<String, String> fields = new HashMap<>();
        while (parts.hasNext() && fields.size() <= MOST_FIELDS) {
            FileItemStream part = parts.next();
            if (!part.isFormField()) {
                String name = part.getName();
                return new Upload(fields, name == null ? "" : name, part.openStream());
            }
            fields.put(part.getFieldName(), text(part));
        }
        return new Upload(fields, "", InputStream.nullInputStream());
    }

    private static String text(FileItemStream part) throws IOException {
        try (InputStream content = part.openStream()) {
            byte[] bytes = content.readNBytes(LONGEST_FIELD + 1);
            if (bytes.length > LONGEST_FIELD) {
                throw refusal("A field of the form is too long", null);
            }
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    /** What a field before the file holds, or the empty text. */
    public String field(String name) {
        return fields.getOrDefault(name, "");
    }

    /** As the browser calls it: to be shown, never to be opened. */
    public String fileName() {
        return fileName;
    }

    /** The content, to be read once and no further than the reader's own limit. */
    public InputStream file() {
        return file;
    }

    private static GatehouseException refusal(String why, @Nullable Exception cause) {
        return new GatehouseException(ErrorCode.INVALID_REQUEST, why, cause);
    }
}

package io.gatehouse.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.net.URI;

/** A request whose scheme, host and port are the issuer's. */
final class IssuerRequest extends HttpServletRequestWrapper {

    private static final int HTTPS = 443;
    private static final int HTTP = 80;

    private final URI issuer;

    IssuerRequest(HttpServletRequest request, URI issuer) {
        super(request);
        this.issuer = issuer;
    }

    static int standardPort(String scheme) {
        return "https".equals(scheme) ? HTTPS : HTTP;
    }

    @Override
    public String getScheme() {
        return issuer.getScheme();
    }

    @Override
    public boolean isSecure() {
        return "https".equals(issuer.getScheme());
    }

    @Override
    public String getServerName() {
        return issuer.getHost();
    }

    @Override
    public int getServerPort() {
        return issuer.getPort() == -1 ? standardPort(issuer.getScheme()) : issuer.getPort();
    }

    @Override
    public StringBuffer getRequestURL() {
        return new StringBuffer(issuer.getScheme())
                .append("://")
                .append(issuer.getRawAuthority())
                .append(getRequestURI());
    }
}

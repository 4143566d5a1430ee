package dev.sluice.gitops.transport;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ProtocolException;
import java.net.URL;
import java.security.KeyManagementException;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import javax.net.ssl.HostnameVerifier;
import javax.net.ssl.KeyManager;
import javax.net.ssl.TrustManager;
import org.eclipse.jgit.transport.http.HttpConnection;
import org.jspecify.annotations.Nullable;

/** A connection over http whose server is heard on the kind of its repository before anything else. */
final class WatchedConnection implements HttpConnection {

    private static final String ENCODING = "Content-Encoding";

    /** Over http the service's name comes before what the server says of itself. */
    private static final int SECTIONS = 2;

    private final HttpConnection connection;

    WatchedConnection(HttpConnection connection) {
        this.connection = connection;
    }

    @Override
    public InputStream getInputStream() throws IOException {
        InputStream in = connection.getInputStream();
        if (!isAdvertisement()) {
            return in;
        }
        boolean isPacked = "gzip".equals(connection.getHeaderField(ENCODING));
        return new AdvertisementStream(isPacked ? new GZIPInputStream(in) : in, SECTIONS);
    }

    @Override
    public @Nullable String getHeaderField(String name) {
        return name.equalsIgnoreCase(ENCODING) && isAdvertisement() ? null : connection.getHeaderField(name);
    }

    private boolean isAdvertisement() {
        return connection.getURL().getPath().endsWith("/info/refs");
    }

    @Override
    public int getResponseCode() throws IOException {
        return connection.getResponseCode();
    }

    @Override
    public URL getURL() {
        return connection.getURL();
    }

    @Override
    public String getResponseMessage() throws IOException {
        return connection.getResponseMessage();
    }

    @Override
    public Map<String, List<String>> getHeaderFields() {
        return connection.getHeaderFields();
    }

    @Override
    public void setRequestProperty(String key, String value) {
        connection.setRequestProperty(key, value);
    }

    @Override
    public void setRequestMethod(String method) throws ProtocolException {
        connection.setRequestMethod(method);
    }

    @Override
    public void setUseCaches(boolean use) {
        connection.setUseCaches(use);
    }

    @Override
    public void setConnectTimeout(int millis) {
        connection.setConnectTimeout(millis);
    }

    @Override
    public void setReadTimeout(int millis) {
        connection.setReadTimeout(millis);
    }

    @Override
    public String getContentType() {
        return connection.getContentType();
    }

    @Override
    public List<String> getHeaderFields(String name) {
        return connection.getHeaderFields(name);
    }

    @Override
    public int getContentLength() {
        return connection.getContentLength();
    }

    @Override
    public void setInstanceFollowRedirects(boolean follow) {
        connection.setInstanceFollowRedirects(follow);
    }

    @Override
    public void setDoOutput(boolean does) {
        connection.setDoOutput(does);
    }

    @Override
    public void setFixedLengthStreamingMode(int length) {
        connection.setFixedLengthStreamingMode(length);
    }

    @Override
    public OutputStream getOutputStream() throws IOException {
        return connection.getOutputStream();
    }

    @Override
    public void setChunkedStreamingMode(int length) {
        connection.setChunkedStreamingMode(length);
    }

    @Override
    public String getRequestMethod() {
        return connection.getRequestMethod();
    }

    @Override
    public boolean usingProxy() {
        return connection.usingProxy();
    }

    @Override
    public void connect() throws IOException {
        connection.connect();
    }

    @Override
    public void configure(KeyManager[] keys, TrustManager[] trusted, SecureRandom random)
            throws NoSuchAlgorithmException, KeyManagementException {
        connection.configure(keys, trusted, random);
    }

    @Override
    public void setHostnameVerifier(HostnameVerifier verifier) throws NoSuchAlgorithmException, KeyManagementException {
        connection.setHostnameVerifier(verifier);
    }
}

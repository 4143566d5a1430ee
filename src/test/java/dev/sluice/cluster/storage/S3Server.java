package dev.sluice.cluster.storage;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * S3Proxy, which keeps its buckets in memory and checks signatures. It has a class loader of its own: it is wired by
 * another Guice than the one that Quarkus's own test dependencies bring.
 */
final class S3Server implements AutoCloseable {

    static final String ID = "l0k1-key-id";
    static final String SECRET = "s3cr3t-st0rage-key";

    private final URLClassLoader loader = new URLClassLoader(classPath(), ClassLoader.getPlatformClassLoader());
    private final Object proxy;

    S3Server() throws ReflectiveOperationException {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            proxy = start();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private Object start() throws ReflectiveOperationException {
        Class<?> contextType = loader.loadClass("org.jclouds.blobstore.BlobStoreContext");
        Class<?> storeType = loader.loadClass("org.jclouds.blobstore.BlobStore");
        Class<?> authentication = loader.loadClass("org.gaul.s3proxy.AuthenticationType");
        Class<?> contextBuilder = loader.loadClass("org.jclouds.ContextBuilder");
        Object making = contextBuilder.getMethod("newBuilder", String.class).invoke(null, "transient-nio2");
        contextBuilder.getMethod("credentials", String.class, String.class).invoke(making, "any", "any");
        Object context = contextBuilder.getMethod("buildView", Class.class).invoke(making, contextType);
        Object store = contextType.getMethod("getBlobStore").invoke(context);

        Object builder = loader.loadClass("org.gaul.s3proxy.S3Proxy")
                .getMethod("builder")
                .invoke(null);
        Class<?> builderType = builder.getClass();
        builderType.getMethod("blobStore", storeType).invoke(builder, store);
        builderType.getMethod("endpoint", URI.class).invoke(builder, URI.create("http://127.0.0.1:0"));
        builderType
                .getMethod("awsAuthentication", authentication, String.class, String.class)
                .invoke(builder, authentication.getField("AWS_V2_OR_V4").get(null), ID, SECRET);
        Object built = builderType.getMethod("build").invoke(builder);
        built.getClass().getMethod("start").invoke(built);
        return built;
    }

    String endpoint() throws ReflectiveOperationException {
        return "http://127.0.0.1:" + proxy.getClass().getMethod("getPort").invoke(proxy);
    }

    @Override
    public void close() throws ReflectiveOperationException, IOException {
        proxy.getClass().getMethod("stop").invoke(proxy);
        loader.close();
    }

    private static URL[] classPath() {
        List<URL> urls = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            try {
                if (!entry.matches(".*guice-[^/]*-classes\\.jar")) {
                    urls.add(Path.of(entry).toUri().toURL());
                }
            } catch (IOException e) {
                throw new IllegalStateException(entry, e);
            }
        }
        return urls.toArray(URL[]::new);
    }
}

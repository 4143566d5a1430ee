package dev.sluice.gitops;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jgit.errors.RepositoryNotFoundException;
import org.eclipse.jgit.http.server.GitServlet;
import org.eclipse.jgit.transport.PreReceiveHook;
import org.eclipse.jgit.transport.ReceivePack;
import org.eclipse.jgit.transport.UploadPack;

/**
 * A smart HTTP Git server on loopback that serves one repository as {@code /fleet.git} to one user, and misbehaves on
 * request. Anything below {@code /portal} is a page, as a server answers that holds no repository there.
 */
public final class GitHttpServer implements AutoCloseable {

    public static final String USERNAME = "robot";
    public static final String TOKEN = "s3cr3t-t0ken";

    private static final String RECEIVE_PACK = "git-receive-pack";

    private static final Logger QUIET = Logger.getLogger("org.eclipse.jetty");

    static {
        QUIET.setLevel(Level.WARNING);
    }

    /** A request as it came in; header names are in lower case. */
    public record Seen(String method, String target, Map<String, String> headers) {}

    private final BareRepository repository;
    private final Server server;
    private final ServerConnector connector;
    private final List<Seen> seen = new CopyOnWriteArrayList<>();
    private final Traffic traffic = new Traffic();
    private final AtomicReference<Runnable> beforePush = new AtomicReference<>(() -> {});
    private final AtomicReference<Runnable> afterPush = new AtomicReference<>(() -> {});
    private volatile String forgotten = "";
    private volatile PushAnswer pushAnswer = PushAnswer.RESULT;
    private volatile PreReceiveHook preReceive = PreReceiveHook.NULL;
    private volatile Optional<String> elsewhere = Optional.empty();
    private volatile RedirectAt redirectAt = RedirectAt.ONCE_ASKED;

    private GitHttpServer(BareRepository repository, Server server, ServerConnector connector) {
        this.repository = repository;
        this.server = server;
        this.connector = connector;
    }

    public static GitHttpServer start(BareRepository repository) throws Exception {
        Server server = new Server();
        return new GitHttpServer(repository, server, new ServerConnector(server)).start();
    }

    /** The same over https. */
    public static GitHttpServer start(BareRepository repository, SelfSignedCertificate certificate) throws Exception {
        Server server = new Server();
        SslContextFactory.Server tls = new SslContextFactory.Server();
        tls.setKeyStore(certificate.keyStore());
        tls.setKeyStorePassword(SelfSignedCertificate.PASSWORD);
        tls.setSniRequired(false);
        return new GitHttpServer(repository, server, new ServerConnector(server, tls)).start();
    }

    public String url() {
        return url("fleet.git");
    }

    public String url(String path) {
        String scheme = connector.getDefaultProtocol().startsWith("SSL") ? "https" : "http";
        return scheme + "://127.0.0.1:" + connector.getLocalPort() + "/" + path;
    }

    /** Its branch main, with the credentials that it takes. */
    public Origin origin() {
        return origin(new Origin.Token(USERNAME, Secret.of(TOKEN)));
    }

    public Origin origin(Origin.Credentials credentials) {
        return new Origin(url(), "main", credentials, BareRepository.AUTHOR);
    }

    public List<Seen> requests() {
        return Collections.unmodifiableList(seen);
    }

    /** What the packs of all requests held. */
    Traffic traffic() {
        return traffic;
    }

    void forgetRequests() {
        seen.clear();
        traffic.reset();
    }

    /** Requests that carried a push. */
    public List<Seen> pushes() {
        return seen.stream()
                .filter(request ->
                        request.method().equals("POST") && request.target().endsWith(RECEIVE_PACK))
                .toList();
    }

    public void answerPushesWith(PushAnswer answer) {
        pushAnswer = answer;
    }

    public void preReceive(PreReceiveHook hook) {
        preReceive = hook;
    }

    /** Runs once, when the client has read where branches are and its push has come in. */
    public void beforePush(Runnable action) {
        beforePush.set(action);
    }

    /** Runs once, when a push took effect and before its answer gets lost. */
    void afterPush(Runnable action) {
        afterPush.set(action);
    }

    /** Does not offer something any more, such as {@code shallow}. */
    void forget(String capability) {
        forgotten = capability;
    }

    void stopListening() {
        connector.close();
    }

    /** Sends whoever asks for this server's repository to one at another address. */
    public void redirectTo(String url) {
        redirectTo(url, RedirectAt.ONCE_ASKED);
    }

    public void redirectTo(String url, RedirectAt when) {
        redirectAt = when;
        elsewhere = Optional.of(url);
    }

    @Override
    public void close() throws Exception {
        server.stop();
    }

    private GitHttpServer start() throws Exception {
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        connector.setShutdownIdleTimeout(1); // clients keep their connections, and none will come again
        ServletContextHandler context = new ServletContextHandler("/");
        context.addFilter(new FilterHolder(new Door()), "/*", EnumSet.of(DispatcherType.REQUEST));
        context.addServlet(new ServletHolder(servlet()), "/*");
        server.setHandler(context);
        server.start();
        return this;
    }

    private GitServlet servlet() {
        GitServlet servlet = new GitServlet();
        servlet.setRepositoryResolver((request, name) -> {
            if (!name.equals("fleet.git")) {
                throw new RepositoryNotFoundException(name);
            }
            try {
                return repository.open();
            } catch (IOException e) {
                throw new RepositoryNotFoundException(name, e);
            }
        });
        servlet.setReceivePackFactory((request, opened) -> {
            ReceivePack receive = new ReceivePack(opened);
            receive.setPreReceiveHook((pack, commands) -> preReceive.onPreReceive(pack, commands));
            receive.setPostReceiveHook(traffic);
            return receive;
        });
        servlet.setUploadPackFactory((request, opened) -> {
            UploadPack upload = new UploadPack(opened);
            Optional.ofNullable(request.getHeader("Git-Protocol"))
                    .ifPresent(version -> upload.setExtraParameters(List.of(version)));
            upload.setPostUploadHook(traffic);
            return upload;
        });
        return servlet;
    }

    private final class Door extends HttpFilter {

        private static final long serialVersionUID = 1;

        @Override
        protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws IOException, ServletException {
            seen.add(record(request));
            boolean isPush = request.getRequestURI().endsWith(RECEIVE_PACK);
            boolean asksToPush = RECEIVE_PACK.equals(request.getParameter("service"));
            if (request.getRequestURI().startsWith("/portal")) {
                response.setContentType("text/html");
                response.getWriter().print("<html>Sign in</html>");
            } else if (elsewhere.isPresent() && isSentElsewhere(request)) {
                String rest = request.getRequestURI().replaceFirst("^/[^/]+", "");
                String query = request.getQueryString() == null ? "" : "?" + request.getQueryString();
                response.setHeader("Location", elsewhere.get() + rest + query);
                response.setStatus(HttpServletResponse.SC_TEMPORARY_REDIRECT);
            } else if (!isSignedIn(request)) {
                response.setHeader("WWW-Authenticate", "Basic realm=\"fleet\"");
                response.sendError(HttpServletResponse.SC_UNAUTHORIZED);
            } else if (pushAnswer.refusal().isPresent() && (isPush || asksToPush)) {
                pushAnswer.refuse(response);
            } else if (!forgotten.isEmpty() && request.getRequestURI().endsWith("/info/refs")) {
                HalfResponse half = new HalfResponse(response);
                chain.doFilter(request, half);
                response.getOutputStream().write(half.without(forgotten));
            } else if (isPush) {
                beforePush.getAndSet(() -> {}).run();
                push(request, response, chain);
            } else {
                chain.doFilter(request, response);
            }
        }

        private void push(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws IOException, ServletException {
            switch (pushAnswer) {
                case RESULT, FORBIDDEN, ARCHIVED -> chain.doFilter(request, response);
                case ERROR_AFTERWARDS -> {
                    lose(request, response, chain);
                    response.reset();
                    response.sendError(HttpServletResponse.SC_INTERNAL_SERVER_ERROR);
                }
                case CUT_AFTERWARDS -> {
                    lose(request, response, chain);
                    cut(request);
                }
                case CUT_BEFORE -> cut(request);
            }
        }

        private void lose(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws IOException, ServletException {
            chain.doFilter(request, new LostResponse(response));
            afterPush.getAndSet(() -> {}).run();
        }

        private static void cut(HttpServletRequest request) {
            ServletContextRequest.getServletContextRequest(request)
                    .getConnectionMetaData()
                    .getConnection()
                    .getEndPoint()
                    .close();
        }

        private boolean isSentElsewhere(HttpServletRequest request) {
            boolean isOld =
                    !elsewhere.get().equals(url()) || request.getRequestURI().startsWith("/old.git");
            return isOld
                    && switch (redirectAt) {
                        case ONCE_ASKED -> true;
                        case SIGNED_IN -> isSignedIn(request);
                        case SENDING -> request.getMethod().equals("POST");
                    };
        }

        private static boolean isSignedIn(HttpServletRequest request) {
            byte[] expected = (USERNAME + ":" + TOKEN).getBytes(StandardCharsets.UTF_8);
            return ("Basic " + Base64.getEncoder().encodeToString(expected)).equals(request.getHeader("Authorization"));
        }

        private static Seen record(HttpServletRequest request) {
            Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            Collections.list(request.getHeaderNames()).forEach(name -> headers.put(name, request.getHeader(name)));
            String query = request.getQueryString() == null ? "" : "?" + request.getQueryString();
            return new Seen(request.getMethod(), request.getRequestURI() + query, headers);
        }
    }
}

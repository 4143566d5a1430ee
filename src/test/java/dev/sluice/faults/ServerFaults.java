package dev.sluice.faults;

import dev.sluice.gitops.GitHttpServer;
import dev.sluice.gitops.GitSshServer;
import dev.sluice.gitops.Origin;
import dev.sluice.gitops.PushAnswer;
import dev.sluice.gitops.RedirectAt;
import dev.sluice.gitops.Secret;
import dev.sluice.gitops.SelfSignedCertificate;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.transport.ReceiveCommand.Result;

/** What servers of Git do wrong, by the words of the table. */
final class ServerFaults {

    private final GitScene scene;
    private final Map<String, GitScene.Deed> faults = new HashMap<>();

    ServerFaults(GitScene scene) {
        this.scene = scene;
        faults.put("over http", scene::http);
        faults.put("over ssh", scene::ssh);
        faults.put("the token is wrong", () -> signIn(new Origin.Token(GitHttpServer.USERNAME, Secret.of("wr0ng"))));
        faults.put("there is no token", () -> signIn(new Origin.Anonymous()));
        faults.put(
                "the token's file is gone",
                () -> signIn(new Origin.Token(GitHttpServer.USERNAME, Secret.in(scene.folder.resolve("token")))));
        faults.put(
                "the token's file is empty",
                () -> signIn(new Origin.Token(
                        GitHttpServer.USERNAME, Secret.in(Files.createFile(scene.folder.resolve("token"))))));
        faults.put("the token may only read", () -> scene.http().answerPushesWith(PushAnswer.FORBIDDEN));
        faults.put("the answer to the push is 500", () -> scene.http().answerPushesWith(PushAnswer.ERROR_AFTERWARDS));
        faults.put("the answer to the push is lost", () -> scene.http().answerPushesWith(PushAnswer.CUT_AFTERWARDS));
        faults.put("the connection of the push is cut", () -> scene.http().answerPushesWith(PushAnswer.CUT_BEFORE));
        faults.put("the repository is another", () -> at(scene.http().url("other.git")));
        faults.put("the address is a page", () -> at(scene.http().url("portal/fleet.git")));
        faults.put("the server is down", () -> at("http://127.0.0.1:" + freePort() + "/fleet.git"));
        faults.put("the server has no address", () -> at("https://git.invalid/fleet.git"));
        faults.put(
                "the server is silent",
                () -> at("http://127.0.0.1:"
                        + scene.closing(new ServerSocket(0, 8, InetAddress.getLoopbackAddress()))
                                .getLocalPort()
                        + "/fleet.git"));
        faults.put("the server's certificate is its own", () -> {
            GitHttpServer server = scene.closing(
                    GitHttpServer.start(scene.repository, SelfSignedCertificate.create(scene.folder, "ip:127.0.0.1")));
            scene.origin(server.origin());
        });
        faults.put("https meets http", () -> at(scene.http().url().replace("http:", "https:")));
        for (RedirectAt when : RedirectAt.values()) {
            faults.put(
                    "it redirects to another port "
                            + when.name().toLowerCase(Locale.ROOT).replace('_', ' '),
                    () -> redirect(when));
        }
        faults.put("the host is not known", () -> known(server -> Files.createFile(scene.folder.resolve("nobody"))));
        faults.put("the host's key is another", () -> known(GitSshServer::outdatedKnownHosts));
        faults.put("the list of hosts is not there", () -> known(server -> scene.folder.resolve("none")));
        faults.put("the list of hosts is a folder", () -> known(server -> scene.folder));
        faults.put(
                "the list of hosts is noise",
                () -> known(server -> Files.write(scene.folder.resolve("noise"), new byte[] {1, 2, -1, 10, 0})));
        faults.put("the key is a stranger's", () -> key(GitSshServer::strangersKeyFile));
        faults.put("the key is not there", () -> key(server -> scene.folder.resolve("none")));
        faults.put(
                "the key is noise",
                () -> key(server -> Files.writeString(scene.folder.resolve("noise"), "s3cr3t-but-no-key")));
        faults.put("the ssh server is down", () -> {
            GitSshServer server = scene.ssh();
            server.close();
        });
    }

    Optional<GitScene.Deed> named(String words) {
        return Optional.ofNullable(faults.get(words));
    }

    /** The server's hook refuses every push. */
    GitScene.Deed refusing(String words) {
        return () -> scene.http().preReceive((pack, commands) -> {
            pack.sendMessage(words);
            commands.forEach(command -> command.setResult(Result.REJECTED_OTHER_REASON, "pre-receive hook declined"));
        });
    }

    /** The server refuses every push with a status of its own. */
    GitScene.Deed rejecting(String status) {
        return () -> scene.http()
                .preReceive((pack, commands) ->
                        commands.forEach(command -> command.setResult(Result.REJECTED_OTHER_REASON, status)));
    }

    /** What answers where the repository should be. */
    GitScene.Deed wire(FeedServer.Answer answer) {
        return () -> {
            FeedServer server = scene.closing(new FeedServer());
            server.answer("/fleet.git/info/refs", answer);
            scene.origin(new Origin(
                    server.url("/fleet.git"),
                    "main",
                    new Origin.Token(GitHttpServer.USERNAME, Secret.of(GitHttpServer.TOKEN)),
                    scene.origin().author()));
        };
    }

    static FeedServer.Answer status(String status, String type, String body) {
        return (request, client) -> WireFaults.send(
                client,
                FeedServer.response(
                        status + " Word\r\nContent-Type: " + type, body.getBytes(StandardCharsets.ISO_8859_1)));
    }

    private interface Hosts {
        Path of(GitSshServer server) throws Exception;
    }

    private void known(Hosts hosts) throws Exception {
        GitSshServer server = scene.ssh();
        scene.origin(server.origin(server.keyFile(), hosts.of(server)));
    }

    private void key(Hosts key) throws Exception {
        GitSshServer server = scene.ssh();
        scene.origin(server.origin(key.of(server), server.knownHosts()));
    }

    private void signIn(Origin.Credentials credentials) throws Exception {
        scene.http();
        scene.credentials(credentials);
    }

    private void at(String url) {
        scene.credentials(new Origin.Token(GitHttpServer.USERNAME, Secret.of(GitHttpServer.TOKEN)));
        scene.url(url);
    }

    private void redirect(RedirectAt when) throws Exception {
        GitHttpServer stranger = scene.closing(GitHttpServer.start(scene.repository));
        scene.http().redirectTo(stranger.url(), when);
    }

    private static int freePort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}

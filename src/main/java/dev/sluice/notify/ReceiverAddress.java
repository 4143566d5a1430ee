package dev.sluice.notify;

import dev.sluice.config.WebAddress;
import dev.sluice.text.OutsideFile;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/** Reads the address of a receiver from its file. No message of this class holds any of it. */
final class ReceiverAddress {

    /** In bytes; longer than any address is. */
    private static final int LONGEST = 8 * 1024;

    private ReceiverAddress() {}

    /** @throws IllegalArgumentException that completes the name of the file */
    static URI in(Path file, MessageFormat format) {
        String text;
        try {
            text = OutsideFile.text(file, LONGEST).strip();
        } catch (IOException e) {
            throw new IllegalArgumentException("'" + file + "' cannot be read" + OutsideFile.why(e), e);
        }
        Optional<WebAddress> address = WebAddress.of(text);
        boolean isFit = address.filter(web -> web.isPrivate() || format.mayStayInCluster() && isOfCluster(web))
                .filter(web -> web.uri().getRawFragment() == null)
                .isPresent();
        if (!isFit) {
            throw new IllegalArgumentException("'" + file + "' does not hold an https address and nothing else"
                    + (format.mayStayInCluster()
                            ? ", nor one of http to a Service of the cluster such as http://name.namespace.svc"
                            : "")
                    + "; what it holds is not shown, since it is a secret");
        }
        return address.orElseThrow().uri();
    }

    private static boolean isOfCluster(WebAddress address) {
        String host = address.uri().getHost();
        return host.endsWith(".svc") || host.endsWith(".svc.cluster.local");
    }
}

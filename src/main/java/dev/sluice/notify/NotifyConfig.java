package dev.sluice.notify;

import dev.sluice.config.SecretFile;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithName;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Who gets messages about changes of state. */
@ConfigMapping(prefix = "sluice")
public interface NotifyConfig {

    /** Receivers of messages. */
    @WithName("notify")
    List<ReceiverConfig> receivers();

    /** A receiver. */
    interface ReceiverConfig {

        /**
         * A file that holds the address that messages are posted to, and nothing else. The address is a secret: it is never
         * shown, and read again at each message. It is of https; cloudevents and json also take http to a Service of the
         * cluster, {@code http://name.namespace.svc}.
         */
        @WithConverter(SecretFile.class)
        Path urlFile();

        /**
         * slack: an incoming webhook of Slack; teams: an Adaptive Card to a Workflow of Microsoft Teams; cloudevents: a
         * CloudEvent 1.0 in structured mode; json: an object without nesting.
         */
        MessageFormat format();

        /** What a receiver gets: held, failed, proposed, committed, drifted, recovered; without it all of them. */
        Optional<List<EventKind>> on();

        /** The {@code quarkus.tls.<name>} configuration that it is reached with; without it the unnamed one. */
        Optional<String> tlsConfigurationName();
    }
}

package dev.sluice.gitops.transport;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.eclipse.jgit.transport.RemoteSession2;
import org.eclipse.jgit.util.io.InterruptTimer;
import org.eclipse.jgit.util.io.TimeoutInputStream;

/** A session over ssh whose server is heard on the kind of its repository before anything else. */
record WatchedSession(RemoteSession2 session) implements RemoteSession2 {

    @Override
    public Process exec(String command, int timeout) throws IOException {
        return new WatchedProcess(session.exec(command, timeout), timeout);
    }

    @Override
    public Process exec(String command, Map<String, String> environment, int timeout) throws IOException {
        return new WatchedProcess(session.exec(command, environment, timeout), timeout);
    }

    @Override
    public void disconnect() {
        session.disconnect();
    }

    private static final class WatchedProcess extends Process {

        private final Process process;
        private final InterruptTimer timer = new InterruptTimer();
        private final InputStream in;

        /** @param timeout for each wait, in seconds: JGit waits ten times as long for the answer to a push */
        WatchedProcess(Process process, int timeout) {
            this.process = process;
            TimeoutInputStream patient = new TimeoutInputStream(process.getInputStream(), timer);
            patient.setTimeout(Math.toIntExact(TimeUnit.SECONDS.toMillis(timeout)));
            this.in = new AdvertisementStream(patient, 1);
        }

        @Override
        public InputStream getInputStream() {
            return in;
        }

        @Override
        public OutputStream getOutputStream() {
            return process.getOutputStream();
        }

        @Override
        public InputStream getErrorStream() {
            return process.getErrorStream();
        }

        @Override
        public int waitFor() throws InterruptedException {
            return process.waitFor();
        }

        @Override
        public boolean waitFor(long timeout, TimeUnit unit) throws InterruptedException {
            return process.waitFor(timeout, unit);
        }

        @Override
        public int exitValue() {
            return process.exitValue();
        }

        @Override
        public void destroy() {
            process.destroy();
            timer.terminate();
        }
    }
}

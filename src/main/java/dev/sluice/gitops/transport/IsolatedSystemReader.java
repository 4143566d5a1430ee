package dev.sluice.gitops.transport;

import java.io.File;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.lib.StoredConfig;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the Git configuration of the machine and its user out of JGit, files and environment, in both directions: a user's
 * {@code insteadOf} must not redirect a push, and JGit must not write its measurements into a home that may be read-only.
 */
public final class IsolatedSystemReader extends SystemReader.Delegate {

    private IsolatedSystemReader(SystemReader delegate) {
        super(delegate);
    }

    /** Takes effect for every use of JGit in this process; calling it again changes nothing. */
    public static synchronized void install() {
        SystemReader current = SystemReader.getInstance();
        if (!(current instanceof IsolatedSystemReader)) {
            SystemReader.setInstance(new IsolatedSystemReader(current));
        }
    }

    /** The environment is configuration, too: GIT_SSH names a program to connect with, for one. */
    @Override
    public @Nullable String getenv(String variable) {
        return variable.startsWith("GIT_") ? null : super.getenv(variable);
    }

    @Override
    public FileBasedConfig openUserConfig(Config parent, FS fs) {
        return new NoFile(parent, fs);
    }

    @Override
    public FileBasedConfig openSystemConfig(Config parent, FS fs) {
        return new NoFile(parent, fs);
    }

    @Override
    public FileBasedConfig openJGitConfig(Config parent, FS fs) {
        return new NoFile(parent, fs);
    }

    @Override
    public StoredConfig getUserConfig() {
        return openUserConfig(null, FS.DETECTED);
    }

    @Override
    public StoredConfig getJGitConfig() {
        return openJGitConfig(null, FS.DETECTED);
    }

    @Override
    public StoredConfig getSystemConfig() {
        return openSystemConfig(null, FS.DETECTED);
    }

    /** In place of every configuration file of the machine; never read and never stored. */
    private static final class NoFile extends FileBasedConfig {

        /** What JGit assumes of a file system that it cannot measure. */
        private static final Duration COARSE = Duration.ofSeconds(2);

        NoFile(Config parent, FS fs) {
            super(parent, new File("no-git-config"), fs);
            // A collection in the background outlives the run: it looks for a store that is gone, or locks a remote.
            setBoolean("gc", null, "autoDetach", false);
        }

        @Override
        public long getTimeUnit(String section, String subsection, String name, long defaultValue, TimeUnit unit) {
            // Otherwise JGit measures for seconds in the background, with probes in folders that go meanwhile.
            return "filesystem".equals(section)
                    ? unit.convert(COARSE)
                    : super.getTimeUnit(section, subsection, name, defaultValue, unit);
        }

        @Override
        public void load() {
            // nothing to load
        }

        @Override
        public void save() {
            // nothing to keep
        }

        @Override
        public boolean isOutdated() {
            return false;
        }
    }
}

package dev.sluice.proxy;

import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/** Does before the first test what the program does before it connects anywhere. */
public final class PasswordsForProxies implements LauncherSessionListener {

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        ProxyRoute.allowPasswords();
    }
}

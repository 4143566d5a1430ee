package dev.sluice.command;

import dev.sluice.ranges.Address;
import dev.sluice.run.PlanPrinter.PlanFormat;
import java.nio.file.Path;
import java.util.Optional;

/** What the words on the command line ask for. */
public sealed interface Command {

    /** Whether only one thing is done: no port is taken and no schedule started. */
    default boolean isOnce() {
        return true;
    }

    /** Whether nothing may be written anywhere. */
    default boolean isReadOnly() {
        return true;
    }

    /** Run on schedule and answer on HTTP. */
    record ServeCommand() implements Command {

        @Override
        public boolean isOnce() {
            return false;
        }

        @Override
        public boolean isReadOnly() {
            return false;
        }
    }

    /** Do one run. */
    record RunCommand() implements Command {

        @Override
        public boolean isReadOnly() {
            return false;
        }
    }

    /**
     * Show what a run would publish.
     *
     * @param full whether with the lists of feeds
     */
    record PlanCommand(PlanFormat format, boolean full) implements Command {

        /** As it is without options. */
        static final PlanCommand PLAIN = new PlanCommand(PlanFormat.TEXT, false);
    }

    /** Compare the firewalls in a working tree with what was meant. */
    record VerifyCommand(Path checkout) implements Command {}

    /**
     * Say which rule decides an address.
     *
     * @param checkout a working tree to read; the remote repository is read where empty
     */
    record ExplainCommand(Address address, Optional<Path> checkout) implements Command {}

    /**
     * Say what a change between two commits means in addresses.
     *
     * @param checkout a working tree, or a bare repository
     */
    record DiffCommand(Path checkout, String from, String to) implements Command {}

    /** Try everything that a run needs. */
    record CheckCommand() implements Command {}

    /**
     * Let a held change pass at the next run.
     *
     * @param digest of its effect, 64 hexadecimal digits
     */
    record AcceptCommand(String digest) implements Command {

        @Override
        public boolean isReadOnly() {
            return false;
        }
    }

    /** Print a text. */
    record PrintCommand(String text) implements Command {}

    /**
     * Say that the words mean nothing.
     *
     * @param message what is wrong, and how to use the program
     */
    record Misuse(String message) implements Command {}
}

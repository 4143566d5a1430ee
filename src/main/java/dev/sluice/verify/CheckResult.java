package dev.sluice.verify;

import dev.sluice.policy.certificate.Certificate;
import dev.sluice.text.OutsideText;

/** One thing that a check found. */
public sealed interface CheckResult {

    /** Whether nothing is wrong. */
    boolean isGood();

    /** What was found, on one line: names and messages come from the checkout, which may hold anything. */
    default String line() {
        return OutsideText.line(toString(), 1_000);
    }

    /** A firewall that is meant and written. */
    record Compared(Certificate certificate) implements CheckResult {

        @Override
        public boolean isGood() {
            return certificate.isEqual();
        }

        @Override
        public String toString() {
            return certificate.toString();
        }
    }

    /**
     * Something that cannot be compared.
     *
     * @param subject a cluster, a namespace of one as {@code <cluster>/<namespace>}, or the checkout
     */
    record Incomparable(String subject, String reason) implements CheckResult {

        @Override
        public boolean isGood() {
            return false;
        }

        @Override
        public String toString() {
            return subject + ": " + reason;
        }
    }

    /** A cluster without firewalls, as it is meant. */
    record NoFirewalls(String cluster) implements CheckResult {

        @Override
        public boolean isGood() {
            return true;
        }

        @Override
        public String toString() {
            return cluster + ": no firewall is meant and none is written";
        }
    }
}

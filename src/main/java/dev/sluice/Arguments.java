package dev.sluice;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * The words on the command line.
 *
 * @param once do one run and exit
 * @param dryRun show what would be published and write nothing
 * @param help only say how to use the program
 * @param verify only check this checkout
 */
record Arguments(boolean once, boolean dryRun, boolean help, Optional<Path> verify) {

    static final String USAGE = """
            usage: java -jar quarkus-run.jar [--once [--dry-run] | --verify CHECKOUT | --help]

              (nothing)           serve: run on schedule and answer on HTTP
              --once              do one run and exit
              --dry-run           with --once: print the plan as a unified diff and write nowhere
              --verify CHECKOUT   compare every firewall in a working tree of the repository with what its
                                  .sluice/ says was meant; needs no configuration
              --help              print this

            exit codes of --once:
              0  committed, proposed, unchanged, skipped, or planned by --dry-run
              1  a feed was refused, Git or another outside part failed
              2  wrong usage or configuration
              3  held by a guard

            exit codes of --verify:
              0  every firewall decides what was meant
              1  one differs, is missing or too many, or something cannot be read
              2  wrong usage
            """;

    /** @throws IllegalArgumentException naming a word that means nothing here */
    static Arguments parse(List<String> words) {
        boolean once = false;
        boolean dryRun = false;
        boolean help = false;
        Optional<Path> verify = Optional.empty();
        Iterator<String> rest = words.iterator();
        while (rest.hasNext()) {
            String word = rest.next();
            switch (word) {
                case "--once" -> once = true;
                case "--dry-run" -> dryRun = true;
                case "--help" -> help = true;
                case "--verify" -> verify = Optional.of(directory(rest));
                default -> throw new IllegalArgumentException("unknown argument '" + word + "'");
            }
        }
        if (dryRun && !once) {
            throw new IllegalArgumentException("--dry-run works with --once only");
        }
        if (verify.isPresent() && words.size() > 2 && !help) {
            throw new IllegalArgumentException("--verify takes one directory and nothing else");
        }
        return new Arguments(once, dryRun, help, verify);
    }

    private static Path directory(Iterator<String> rest) {
        if (!rest.hasNext()) {
            throw new IllegalArgumentException("--verify needs a directory");
        }
        Path directory = Path.of(rest.next());
        if (!Files.isDirectory(directory)) {
            throw new IllegalArgumentException("--verify needs a directory: '" + directory + "' is none");
        }
        return directory;
    }
}

package dev.sluice.sync;

import java.util.List;

/**
 * The words on the command line.
 *
 * @param once do one run and exit
 * @param dryRun show what would be published and write nothing
 * @param help only say how to use the program
 */
record Arguments(boolean once, boolean dryRun, boolean help) {

    static final String USAGE = """
            usage: java -jar quarkus-run.jar [--once [--dry-run]]

              (nothing)   serve: run on schedule and answer on HTTP
              --once      do one run and exit
              --dry-run   with --once: print the plan as a unified diff and write nowhere
              --help      print this

            exit codes of --once:
              0  committed, proposed, unchanged, skipped, or planned by --dry-run
              1  a feed was refused, Git or another outside part failed
              2  wrong usage or configuration
              3  held by a guard
            """;

    /** @throws IllegalArgumentException naming a word that means nothing here */
    static Arguments parse(List<String> words) {
        for (String word : words) {
            if (!List.of("--once", "--dry-run", "--help").contains(word)) {
                throw new IllegalArgumentException("unknown argument '" + word + "'");
            }
        }
        Arguments arguments =
                new Arguments(words.contains("--once"), words.contains("--dry-run"), words.contains("--help"));
        if (arguments.dryRun && !arguments.once) {
            throw new IllegalArgumentException("--dry-run stands beside --once only");
        }
        return arguments;
    }
}

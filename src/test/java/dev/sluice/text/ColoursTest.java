package dev.sluice.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ColoursTest {

    private static final String DIFF = """
            diff --git a/list.txt b/list.txt
            --- a/list.txt
            +++ b/list.txt
            @@ -1,3 +1,2 @@
             kept
            --- a line that begins like a name
            -gone
            +new
            diff --git a/empty.txt b/empty.txt
            new file mode 100644
            @@ -0,0 +1 @@
            +one
            \\ No newline at end of file

            demo: deny 1 address

            - a line of the message
            +++ another
            """;

    @Test
    void coloursDiffsAsGitDoesAndNothingBetweenThem() {
        assertThat(Colours.ON.diff(DIFF).replace("\u001b[", "<").replace("<0m", ">"))
                .isEqualTo("""
                        <1mdiff --git a/list.txt b/list.txt>
                        <1m--- a/list.txt>
                        <1m+++ b/list.txt>
                        <36m@@ -1,3 +1,2 @@>
                         kept
                        <31m--- a line that begins like a name>
                        <31m-gone>
                        <32m+new>
                        <1mdiff --git a/empty.txt b/empty.txt>
                        <1mnew file mode 100644>
                        <36m@@ -0,0 +1 @@>
                        <32m+one>
                        \\ No newline at end of file

                        demo: deny 1 address

                        - a line of the message
                        +++ another
                        """);
    }

    @Test
    void leavesEverythingAsItIsWhereTheyAreOff() {
        assertThat(Colours.OFF.diff(DIFF)).isEqualTo(DIFF);
        assertThat(Colours.OFF.red("FAILS") + Colours.OFF.green("works") + Colours.OFF.yellow("look"))
                .isEqualTo("FAILSworkslook");
        assertThat(Colours.OFF.bold("cluster\n")).isEqualTo("cluster\n");
    }

    @Test
    void coloursNoLinesEnd() {
        assertThat(Colours.ON.bold("cluster\n")).isEqualTo("\u001b[1mcluster\u001b[0m\n");
        assertThat(Colours.ON.red("\n")).isEqualTo("\n");
    }
}

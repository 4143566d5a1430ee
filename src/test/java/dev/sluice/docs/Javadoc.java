package dev.sluice.docs;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.doctree.DocTree;
import com.sun.source.doctree.LiteralTree;
import com.sun.source.doctree.StartElementTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** What the source files say of types and their methods, as Markdown in one line each. */
final class Javadoc {

    private final Map<String, String> texts = new TreeMap<>();

    private Javadoc() {}

    /** Reads every source file of the program with the compiler's own parser. */
    static Javadoc read() throws IOException {
        List<Path> files;
        try (Stream<Path> tree = Files.walk(Path.of("src/main/java"))) {
            files = tree.filter(file -> file.toString().endsWith("Config.java")).toList();
        }
        Javadoc javadoc = new Javadoc();
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task = (JavacTask)
                    compiler.getTask(null, manager, null, null, null, manager.getJavaFileObjectsFromPaths(files));
            DocTrees comments = DocTrees.instance(task);
            for (CompilationUnitTree unit : task.parse()) {
                javadoc.new Reader(comments).scan(unit, null);
            }
        }
        return javadoc;
    }

    /** Empty where nothing is said. */
    String of(Class<?> type) {
        return texts.getOrDefault(type.getSimpleName(), "");
    }

    /** Empty where nothing is said. */
    String of(java.lang.reflect.Method method) {
        return texts.getOrDefault(method.getDeclaringClass().getSimpleName() + "." + method.getName(), "");
    }

    private final class Reader extends TreePathScanner<Void, Void> {

        private final DocTrees comments;

        Reader(DocTrees comments) {
            this.comments = comments;
        }

        @Override
        public Void visitClass(ClassTree type, Void nothing) {
            put(type.getSimpleName().toString());
            return super.visitClass(type, nothing);
        }

        @Override
        public Void visitMethod(MethodTree method, Void nothing) {
            TreePath parent = getCurrentPath().getParentPath();
            if (parent.getLeaf() instanceof ClassTree type) {
                put(type.getSimpleName() + "." + method.getName());
            }
            return super.visitMethod(method, nothing);
        }

        private void put(String name) {
            Optional.ofNullable(comments.getDocCommentTree(getCurrentPath()))
                    .map(DocCommentTree::getFullBody)
                    .ifPresent(body -> texts.put(name, markdown(body)));
        }
    }

    private static String markdown(Collection<? extends DocTree> body) {
        return body.stream()
                .map(part -> switch (part) {
                    case LiteralTree code -> "`" + code.getBody().getBody() + "`";
                    case StartElementTree paragraph -> " ";
                    default -> part.toString();
                })
                .collect(Collectors.joining())
                .replaceAll("\\s+", " ")
                .strip();
    }
}

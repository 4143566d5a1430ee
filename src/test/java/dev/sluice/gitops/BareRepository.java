package dev.sluice.gitops;

import dev.sluice.gitops.transport.IsolatedSystemReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheEditor;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.ConfigConstants;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.StoredConfig;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.treewalk.TreeWalk;

/**
 * A bare repository on disk, as a Git server holds it. Commits are made by way of an index, as Git makes them; the
 * repository is opened anew for each call, so that what a push left behind is read from disk.
 */
public final class BareRepository {

    public static final Origin.CommitAuthor AUTHOR = new Origin.CommitAuthor("Sluice", "sluice@example.com");

    private static final PersonIdent SOMEBODY =
            new PersonIdent("Somebody", "somebody@example.com", Instant.EPOCH, ZoneOffset.UTC);

    private final Path directory;

    private BareRepository(Path directory) {
        this.directory = directory;
    }

    /** Makes a repository without commits, whose HEAD names the branch main. */
    public static BareRepository create(Path directory) throws IOException {
        IsolatedSystemReader.install();
        BareRepository made = new BareRepository(directory);
        try (Repository repository = made.open()) {
            repository.create(true);
            repository.updateRef(Constants.HEAD).link(Constants.R_HEADS + "main");
        }
        return made;
    }

    /** One that is there already. */
    public static BareRepository at(Path directory) {
        return new BareRepository(directory);
    }

    public Path directory() {
        return directory;
    }

    public String url() {
        return "file://" + directory;
    }

    /** Its branch main, reached as a local repository. */
    public Origin origin() {
        return new Origin(url(), "main", new Origin.Anonymous(), AUTHOR);
    }

    /** A commit by somebody else that writes these files; the branch's others stay. */
    public ObjectId write(String branch, Map<String, String> files) throws IOException {
        return commit(branch, (editor, inserter) -> {
            for (Map.Entry<String, String> file : files.entrySet()) {
                ObjectId blob = blob(inserter, file.getValue());
                editor.add(edit(file.getKey(), FileMode.REGULAR_FILE, blob));
            }
        });
    }

    /** A commit by another person after which the branch holds these files alone. */
    public ObjectId replace(String branch, Map<String, String> files) throws IOException {
        Set<String> gone = new HashSet<>(files(branch).keySet());
        gone.removeAll(files.keySet());
        return commit(branch, (editor, inserter) -> {
            gone.forEach(path -> editor.add(new DirCacheEditor.DeletePath(path)));
            for (Map.Entry<String, String> file : files.entrySet()) {
                ObjectId blob = blob(inserter, file.getValue());
                editor.add(edit(file.getKey(), FileMode.REGULAR_FILE, blob));
            }
        });
    }

    /** A commit by somebody else that puts one entry of any mode. */
    public ObjectId put(String branch, String path, FileMode mode, String content) throws IOException {
        return commit(branch, (editor, inserter) -> editor.add(edit(path, mode, blob(inserter, content))));
    }

    /** A commit by somebody else that puts an object: a blob that is there, or a submodule's commit. */
    public ObjectId put(String branch, String path, FileMode mode, ObjectId id) throws IOException {
        return commit(branch, (editor, inserter) -> editor.add(edit(path, mode, id)));
    }

    /** A commit by somebody else that deletes a file. */
    public ObjectId delete(String branch, String path) throws IOException {
        return commit(branch, (editor, inserter) -> editor.add(new DirCacheEditor.DeletePath(path)));
    }

    /** Moves a branch anywhere, as a forced push does. */
    public void point(String branch, ObjectId commit) throws IOException {
        try (Repository repository = open()) {
            RefUpdate update = repository.updateRef(Constants.R_HEADS + branch);
            update.setNewObjectId(commit);
            update.forceUpdate();
        }
    }

    /** Deletes a branch. */
    public void drop(String branch) throws IOException {
        try (Repository repository = open()) {
            RefUpdate update = repository.updateRef(Constants.R_HEADS + branch);
            update.setForceUpdate(true);
            update.delete();
        }
    }

    /** What the branch points to; the zero id where there is none. */
    public ObjectId tip(String branch) throws IOException {
        try (Repository repository = open()) {
            ObjectId id = repository.resolve(Constants.R_HEADS + branch);
            return id == null ? ObjectId.zeroId() : id;
        }
    }

    /** All refs but HEAD, by full name. */
    public SortedMap<String, ObjectId> refs() throws IOException {
        SortedMap<String, ObjectId> refs = new TreeMap<>();
        try (Repository repository = open()) {
            repository
                    .getRefDatabase()
                    .getRefsByPrefix(Constants.R_REFS)
                    .forEach(ref -> refs.put(ref.getName(), ref.getObjectId()));
        }
        return refs;
    }

    /** The branch's commits with their messages, newest first. */
    public List<RevCommit> log(String branch) throws IOException {
        try (Repository repository = open();
                RevWalk walk = new RevWalk(repository)) {
            walk.markStart(walk.parseCommit(tip(branch)));
            List<RevCommit> commits = new ArrayList<>();
            walk.forEach(commits::add);
            return commits;
        }
    }

    /** The text of every entry of the branch, by path; a submodule's is the id of its commit. */
    public SortedMap<String, String> files(String branch) throws IOException {
        SortedMap<String, String> files = new TreeMap<>();
        walk(branch, (walk, repository) -> {
            ObjectId id = walk.getObjectId(0);
            boolean isLink = walk.getFileMode(0) == FileMode.GITLINK;
            byte[] bytes = isLink
                    ? id.name().getBytes(StandardCharsets.UTF_8)
                    : repository.open(id).getBytes();
            files.put(walk.getPathString(), new String(bytes, StandardCharsets.UTF_8));
        });
        return files;
    }

    /** The mode of every entry of the branch, by path. */
    public SortedMap<String, FileMode> modes(String branch) throws IOException {
        SortedMap<String, FileMode> modes = new TreeMap<>();
        walk(branch, (walk, repository) -> modes.put(walk.getPathString(), walk.getFileMode(0)));
        return modes;
    }

    /** Installs a shell script that Git runs at a push, such as {@code pre-receive}. */
    public void hook(String name, String script) throws IOException {
        Path hook = Files.createDirectories(directory.resolve("hooks")).resolve(name);
        Files.writeString(hook, "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(hook, PosixFilePermissions.fromString("rwxr-xr-x"));
        // A developer may keep hooks elsewhere; the repository's own configuration wins.
        configure(
                ConfigConstants.CONFIG_CORE_SECTION,
                ConfigConstants.CONFIG_KEY_HOOKS_PATH,
                hook.getParent().toString());
    }

    public void configure(String section, String key, String value) throws IOException {
        try (Repository repository = open()) {
            StoredConfig config = repository.getConfig();
            config.setString(section, null, key, value);
            config.save();
        }
    }

    /** How many loose objects and packs were left by whoever wrote here. */
    public long storedFiles() throws IOException {
        try (Stream<Path> files = Files.walk(directory.resolve("objects"))) {
            return files.filter(Files::isRegularFile).count();
        }
    }

    Repository open() throws IOException {
        return new FileRepositoryBuilder()
                .setBare()
                .setGitDir(directory.toFile())
                .build();
    }

    private interface Edit {
        void apply(DirCacheEditor editor, ObjectInserter inserter) throws IOException;
    }

    private interface Visit {
        void entry(TreeWalk walk, Repository repository) throws IOException;
    }

    private ObjectId commit(String branch, Edit edit) throws IOException {
        ObjectId parent = tip(branch);
        try (Repository repository = open();
                ObjectInserter inserter = repository.newObjectInserter()) {
            DirCache index = parent.equals(ObjectId.zeroId())
                    ? DirCache.newInCore()
                    : DirCache.read(inserter.newReader(), tree(repository, parent));
            DirCacheEditor editor = index.editor();
            edit.apply(editor, inserter);
            editor.finish();
            CommitBuilder commit = new CommitBuilder();
            commit.setTreeId(index.writeTree(inserter));
            if (!parent.equals(ObjectId.zeroId())) {
                commit.setParentId(parent);
            }
            commit.setAuthor(SOMEBODY);
            commit.setCommitter(SOMEBODY);
            commit.setMessage("Change something\n");
            ObjectId id = inserter.insert(commit);
            inserter.flush();
            move(repository, branch, parent, id);
            return id;
        }
    }

    private static void move(Repository repository, String branch, ObjectId from, ObjectId to) throws IOException {
        RefUpdate update = repository.updateRef(Constants.R_HEADS + branch);
        update.setExpectedOldObjectId(from);
        update.setNewObjectId(to);
        RefUpdate.Result result = update.update();
        if (result != RefUpdate.Result.NEW && result != RefUpdate.Result.FAST_FORWARD) {
            throw new IOException(branch + " did not move: " + result);
        }
    }

    private void walk(String branch, Visit visit) throws IOException {
        try (Repository repository = open();
                TreeWalk walk = new TreeWalk(repository)) {
            walk.addTree(tree(repository, tip(branch)));
            walk.setRecursive(true);
            while (walk.next()) {
                visit.entry(walk, repository);
            }
        }
    }

    private static ObjectId tree(Repository repository, ObjectId commit) throws IOException {
        try (RevWalk walk = new RevWalk(repository)) {
            return walk.parseCommit(commit).getTree();
        }
    }

    private static ObjectId blob(ObjectInserter inserter, String content) throws IOException {
        return inserter.insert(Constants.OBJ_BLOB, content.getBytes(StandardCharsets.UTF_8));
    }

    private static DirCacheEditor.PathEdit edit(String path, FileMode mode, ObjectId id) {
        return new DirCacheEditor.PathEdit(path) {
            @Override
            public void apply(DirCacheEntry entry) {
                entry.setFileMode(mode);
                entry.setObjectId(id);
            }
        };
    }
}

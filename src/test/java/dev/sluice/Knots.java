package dev.sluice;

import com.tngtech.archunit.core.domain.JavaClass;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Finds classes of one package of which each uses each other, directly or by way of others of the package. */
final class Knots {

    private final Map<String, Set<String>> uses;

    private Knots(Map<String, Set<String>> uses) {
        this.uses = uses;
    }

    /**
     * The knots of more than a number of classes, by simple names.
     *
     * @param classes the top-level classes of one package; what a nested class uses counts for its outermost class
     */
    static List<Set<String>> in(Collection<JavaClass> classes, int largest) {
        Set<String> names = classes.stream().map(JavaClass::getName).collect(Collectors.toSet());
        Map<String, Set<String>> uses = new HashMap<>();
        for (JavaClass each : classes) {
            String outer = each.getPackage().getName() + "." + each.getSimpleName();
            Set<String> used = each.getPackage().getClasses().stream()
                    .filter(member -> outermost(member.getName()).equals(outer))
                    .flatMap(member -> member.getDirectDependenciesFromSelf().stream())
                    .map(dependency -> outermost(dependency.getTargetClass().getName()))
                    .filter(name -> names.contains(name) && !name.equals(outer))
                    .collect(Collectors.toSet());
            uses.put(outer, used);
        }
        Knots knots = new Knots(uses);
        return names.stream()
                .map(knots::around)
                .filter(knot -> knot.size() > largest)
                .distinct()
                .toList();
    }

    /** All that a class reaches and that reach it. */
    private Set<String> around(String name) {
        return reached(name).stream()
                .filter(other -> reached(other).contains(name))
                .map(other -> other.substring(other.lastIndexOf('.') + 1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Set<String> reached(String from) {
        Set<String> seen = new TreeSet<>();
        Deque<String> next = new ArrayDeque<>(List.of(from));
        while (!next.isEmpty()) {
            for (String used : uses.getOrDefault(next.pop(), Set.of())) {
                if (seen.add(used)) {
                    next.push(used);
                }
            }
        }
        return seen;
    }

    private static String outermost(String name) {
        int dollar = name.indexOf('$');
        return dollar < 0 ? name : name.substring(0, dollar);
    }
}

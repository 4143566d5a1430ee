package dev.sluice.config;

import io.smallrye.config.ConfigMappingInterface.Property;
import io.smallrye.config.ConfigMappings;
import io.smallrye.config.ConfigMappings.ConfigClass;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which keys under {@code sluice} mean something, taken from the mappings themselves.
 *
 * <p>Made from the mappings' metadata, which takes reflection: a native image makes it while it is built.
 */
public final class KnownKeys {

    public static final String UNKNOWN = "is not a key that Sluice knows";

    /** The last segments of the keys that are true or false. */
    private static final Set<String> BOOLEANS = Set.of(
            "check-storage",
            "create-bucket",
            "detect",
            "dns-name-resolver",
            "draft",
            "enabled",
            "live-feeds",
            "manage",
            "manage-namespace",
            "operator-group",
            "own",
            "platform-namespace",
            "privileged",
            "verify");

    /** Labels, and properties of an external secret that are named as its keys. */
    private static final Pattern MAY_BE_BLANK =
            Pattern.compile(".*\\.(nodes|namespace-labels|properties)\\.(\"[^\"]*\"|[^.\\[]+)");

    private final List<Pattern> values = new ArrayList<>();
    private final List<Pattern> parents = new ArrayList<>();
    private final List<Pattern> single = new ArrayList<>();
    private final KeyTree tree = new KeyTree();
    private final VariableNames variables = new VariableNames();

    private final Set<String> beside;
    private final List<TypedKey> types = new ArrayList<>();

    /** A key and what its value, or each of its values, is. */
    private record TypedKey(Pattern key, Type type) {}

    /**
     * @param mappings all that read keys under {@code sluice}
     * @param beside keys that are read as well and have no dots
     */
    public KnownKeys(Collection<ConfigClass> mappings, Collection<String> beside) {
        this.beside = Set.copyOf(beside);
        Set<String> above = new HashSet<>();
        mappings.stream()
                .flatMap(mapping -> ConfigMappings.getProperties(mapping).entrySet().stream())
                .forEach(property -> {
                    String name = property.getKey();
                    if (needsValue(property.getValue())) {
                        single.add(pattern(name));
                    }
                    values.add(pattern(name));
                    types.add(new TypedKey(
                            pattern(name),
                            element(property.getValue().getMethod().getGenericReturnType())));
                    tree.add(name);
                    variables.add(name);
                    for (int dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.', dot + 1)) {
                        above.add(name.substring(0, dot).replaceFirst("\\[\\*]$", ""));
                    }
                });
        above.forEach(name -> parents.add(Pattern.compile(pattern(name) + "(\\[[0-9]+])?")));
    }

    /** Whether a property must be there, once another one of its group is. */
    public static boolean isRequired(Property property) {
        return !property.hasDefaultValue() && isSingle(property.getMethod().getGenericReturnType());
    }

    private static boolean isSingle(Type type) {
        return !(type instanceof ParameterizedType);
    }

    /** The values of a map have to be there where their keys are. */
    private static boolean needsValue(Property property) {
        Type type = property.getMethod().getGenericReturnType();
        return isSingle(type)
                || type instanceof ParameterizedType map
                        && map.getRawType().equals(Map.class)
                        && isSingle(map.getActualTypeArguments()[1]);
    }

    private static Type element(Type type) {
        return type instanceof ParameterizedType several
                ? element(several.getActualTypeArguments()[several.getActualTypeArguments().length - 1])
                : type;
    }

    /** Whether the value of a key is of this type, or each of its values is. */
    public boolean holds(String key, Class<?> type) {
        return types.stream()
                .anyMatch(known ->
                        known.type().equals(type) && known.key().matcher(key).matches());
    }

    /** Whether a key must have a value, its own or a default. */
    boolean needsValue(String key) {
        return single.stream().anyMatch(pattern -> pattern.matcher(key).matches());
    }

    /** Whether a key holds a value. */
    boolean isValue(String key) {
        return values.stream().anyMatch(pattern -> pattern.matcher(key).matches());
    }

    /** Whether other keys are below this one, so that it may be there without a value: {@code before: []}. */
    boolean isParent(String key) {
        return parents.stream().anyMatch(pattern -> pattern.matcher(key).matches());
    }

    /** Whether a key is true or false, so that YAML's other words for it are read as such. */
    static boolean isBoolean(String key) {
        return BOOLEANS.contains(key.substring(key.lastIndexOf('.') + 1));
    }

    /** Whether a key may hold an empty text. */
    static boolean mayBeBlank(String key) {
        return MAY_BE_BLANK.matcher(key).matches();
    }

    /** Whether a key holds a list, which may be empty. */
    boolean isList(String key) {
        return tree.find(key).flatMap(KeyTree::element).isPresent();
    }

    /** Why an unknown key is refused, with the known key that is nearest or, where none is near, all of the section. */
    String unknown(String key) {
        Optional<String> near = tree.nearest(key);
        if (near.isPresent()) {
            return near.get().equals(key)
                    ? UNKNOWN + " a value of; it holds other keys"
                    : UNKNOWN + "; did you mean " + near.get() + "?";
        }
        String section = tree.section(key);
        List<String> names = tree.find(section).map(KeyTree::names).orElse(List.of());
        return names.isEmpty() ? UNKNOWN : UNKNOWN + "; known below " + section + " are " + String.join(", ", names);
    }

    /** Whether a key is read that is not under {@code sluice}. */
    boolean isBesideSluice(String key) {
        return beside.contains(key);
    }

    /** All keys as environment variables. */
    VariableNames variables() {
        return variables;
    }

    /** All keys by their segments. */
    KeyTree tree() {
        return tree;
    }

    /** {@code *} matches one name, quoted where it holds dots, and {@code [*]} for an index. */
    private static Pattern pattern(String name) {
        String quoted =
                Pattern.quote(name).replace("[*]", "\\E\\[[0-9]+]\\Q").replace("*", "\\E(\"[^\"]*\"|[^.\\[]+)\\Q");
        return Pattern.compile(quoted);
    }
}

package dev.sluice.docs;

import dev.sluice.config.Durations;
import dev.sluice.config.PrefixConverter;
import dev.sluice.config.TrueOrFalse;
import dev.sluice.config.ValueConverter;
import dev.sluice.config.WordConverter;
import dev.sluice.ranges.Address;
import dev.sluice.ranges.Prefix;
import io.smallrye.config.ConfigMappingInterface.Property;
import io.smallrye.config.WithConverter;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The type of a configuration key's values, in words. */
final class KeyType {

    private KeyType() {}

    static String of(Property property) {
        AnnotatedType type = property.getMethod().getAnnotatedReturnType();
        boolean isList = false;
        WithConverter converter = property.getMethod().getAnnotation(WithConverter.class);
        while (type instanceof AnnotatedParameterizedType generic) {
            isList |= raw(type).equals(List.class);
            AnnotatedType[] arguments = generic.getAnnotatedActualTypeArguments();
            type = arguments[raw(type).equals(Map.class) ? 1 : 0];
            converter =
                    type.isAnnotationPresent(WithConverter.class) ? type.getAnnotation(WithConverter.class) : converter;
        }
        String word = converter == null ? plain(raw(type)) : described(converter.value());
        return isList ? "list: " + word : word;
    }

    private static Type raw(AnnotatedType type) {
        return type.getType() instanceof java.lang.reflect.ParameterizedType generic
                ? generic.getRawType()
                : type.getType();
    }

    private static String described(Class<?> converter) {
        try {
            return ((ValueConverter<?>) converter.getConstructor().newInstance()).type();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static String plain(Type type) {
        if (type.equals(boolean.class) || type.equals(Boolean.class)) {
            return new TrueOrFalse().type();
        }
        if (type.equals(Duration.class)) {
            return new Durations.UpToAnHour().type();
        }
        if (type.equals(Prefix.class)) {
            return new PrefixConverter().type();
        }
        if (type.equals(Address.class)) {
            return new PrefixConverter.OfAddress().type();
        }
        if (type instanceof Class<?> constants && constants.isEnum()) {
            return new WordConverter(constants).type();
        }
        return "text";
    }
}

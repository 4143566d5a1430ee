package dev.sluice.gitops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.jcraft.jsch.JSch;
import dev.sluice.gitops.transport.SshAlgorithms;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.lang.reflect.Field;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A native program makes no class that is not listed. */
class SshAlgorithmsTest {

    static List<String> listed() {
        return List.of(
                SshAlgorithms.class.getAnnotation(RegisterForReflection.class).classNames());
    }

    @Test
    void listsEveryClassOfJschsTable() throws Exception {
        Field table = JSch.class.getDeclaredField("config");
        table.setAccessible(true);

        assertThat(((Map<?, ?>) table.get(null)).values())
                .extracting(Object::toString)
                .filteredOn(value -> value.startsWith("com.jcraft.jsch."))
                .hasSizeGreaterThan(100)
                .isSubsetOf(listed());
    }

    @ParameterizedTest
    @ValueSource(strings = {"SignatureEd25519", "SignatureEd448", "KeyPairGenEdDSA", "XDH", "PBKDF2"})
    void listsWhatModernKeysNeed(String name) {
        assertThat(listed()).contains("com.jcraft.jsch.jce." + name);
    }

    @ParameterizedTest
    @MethodSource("listed")
    void listsOnlyClassesThatAreThere(String name) {
        assertThatCode(() -> Class.forName(name)).doesNotThrowAnyException();
    }
}

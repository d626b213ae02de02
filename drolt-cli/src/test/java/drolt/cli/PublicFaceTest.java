package drolt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What a user of the library sees: the public types of the packages that {@code module-info.java} exports to all. */
class PublicFaceTest {
    private static final Path LIST = Repository.root().resolve("docs/public-types.txt");

    private static Set<String> exported() throws IOException {
        try (InputStream module = Repository.class.getClassLoader().getResourceAsStream("module-info.class")) {
            Path compiled = Repository.root().resolve("drolt-core/target/classes/module-info.class");
            try (InputStream file = Files.exists(compiled) ? Files.newInputStream(compiled) : module) {
                return ModuleDescriptor.read(file).exports().stream()
                        .filter(export -> !export.isQualified())
                        .map(ModuleDescriptor.Exports::source)
                        .collect(Collectors.toSet());
            }
        }
    }

    /** Whoever adds a type to the face adds it to the list, and so sees that it is one. */
    @Test
    void theFaceIsWhatTheListSays() throws IOException {
        Set<String> packages = exported();
        Set<String> types = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages(packages).stream()
                        .filter(type -> packages.contains(type.getPackageName()))
                        .filter(type ->
                                type.isTopLevelClass() && type.getModifiers().contains(JavaModifier.PUBLIC))
                        .map(JavaClass::getName)
                        .filter(name -> !name.endsWith("package-info"))
                        .collect(Collectors.toCollection(TreeSet::new));
        assertThat(types).containsExactlyElementsOf(Files.readAllLines(LIST));
    }
}

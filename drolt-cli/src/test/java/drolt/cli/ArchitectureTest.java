package drolt.cli;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import drolt.loss.LossConfig;
import drolt.recipe.RecipeKinds;
import drolt.training.StageConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the code to docs/ARCHITECTURE.md. */
class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("drolt");
    private static final int FEWEST_CLASSES = 200;
    private static final int MOST_LINES = 300;

    private static final String[] SEES_THE_ENGINE = {
        "drolt.tensor..",
        "drolt.distributed..",
        "drolt.centroid..",
        "drolt.radius..",
        "drolt.loss..",
        "drolt.model..",
        "drolt.optimizer..",
        "drolt.training..",
        "drolt.weights..",
        "drolt.checkpoint..",
        "drolt.inference..",
        "drolt.export..",
        "drolt.experiment..",
        "drolt.benchmark.."
    };

    static Set<Map.Entry<String, Set<String>>> rows() throws IOException {
        return PackageTable.read().entrySet();
    }

    @Test
    void theClassesWereFound() throws IOException {
        assertThat(CLASSES.size()).isGreaterThan(FEWEST_CLASSES);
        Set<String> packages = CLASSES.stream()
                .map(found -> found.getPackageName().split("\\.")[1])
                .collect(Collectors.toSet());
        packages.remove("cli");
        assertThat(packages).isEqualTo(PackageTable.read().keySet());
    }

    @ParameterizedTest
    @MethodSource("rows")
    void aPackageKnowsOnlyWhatItsRowSays(Map.Entry<String, Set<String>> row) {
        String[] allowed =
                row.getValue().stream().map(name -> "drolt." + name + "..").toArray(String[]::new);
        noClasses()
                .that()
                .resideInAPackage("drolt." + row.getKey() + "..")
                .should()
                .dependOnClassesThat(resideInAPackage("drolt..").and(not(resideInAnyPackage(allowed))))
                .check(CLASSES);
    }

    @ParameterizedTest
    @MethodSource("rows")
    void aRowNamesOnlyWhatItsPackageKnows(Map.Entry<String, Set<String>> row) {
        Set<String> known = new TreeSet<>(List.of(row.getKey(), "configuration"));
        CLASSES.stream()
                .filter(found -> found.getPackageName().split("\\.")[1].equals(row.getKey()))
                .flatMap(found -> found.getDirectDependenciesFromSelf().stream())
                .map(dependency -> dependency.getTargetClass().getPackageName())
                .filter(name -> name.startsWith("drolt."))
                .forEach(name -> known.add(name.split("\\.")[1]));
        assertThat(row.getValue()).isSubsetOf(known);
    }

    @Test
    void packagesKnowEachOtherInOneDirectionOnly() {
        slices().matching("drolt.(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void onlyTensorTouchesRawPointers() {
        noClasses()
                .that()
                .resideOutsideOfPackage("drolt.tensor..")
                .should(handleRawPointers())
                .because("native memory has one owner: a StepScope")
                .check(CLASSES);
    }

    /** Closing a tensor that one owns is not it, though {@code Tensor::close} refers to the method of its superclass. */
    private static ArchCondition<JavaClass> handleRawPointers() {
        return new ArchCondition<>("handle raw pointers") {
            @Override
            public void check(JavaClass found, ConditionEvents events) {
                for (Dependency dependency : found.getDirectDependenciesFromSelf()) {
                    boolean raw = dependency.getTargetClass().getPackageName().startsWith("org.bytedeco.javacpp");
                    boolean closes = dependency.getDescription().contains("<org.bytedeco.javacpp.Pointer.close()>");
                    events.add(new SimpleConditionEvent(dependency, raw && !closes, dependency.getDescription()));
                }
            }
        };
    }

    @Test
    void onlyPackagesThatComputeSeeTheEngine() {
        noClasses()
                .that()
                .resideOutsideOfPackages(SEES_THE_ENGINE)
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.bytedeco..")
                .because("no tensor can leak where there is none")
                .check(CLASSES);
    }

    @Test
    void operationsInPlaceStayInTensorAndOptimizer() {
        noClasses()
                .that()
                .resideOutsideOfPackages("drolt.tensor..", "drolt.optimizer..")
                .should()
                .callMethodWhere(target(owner(assignableTo(Tensor.class))).and(target(nameMatching(".*[^_]_"))))
                .because("an operation in place returns a tensor that does not own its storage")
                .check(CLASSES);
    }

    @Test
    void onlyMainTouchesTheStandardStreams() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName(Main.class.getName())
                .should(ACCESS_STANDARD_STREAMS)
                .check(CLASSES);
    }

    @Test
    void everyPackageIsNullMarked() {
        assertThat(CLASSES.stream().map(JavaClass::getPackage).distinct())
                .allSatisfy(found -> assertThat(found.isAnnotatedWith(NullMarked.class))
                        .as(found.getName())
                        .isTrue());
    }

    @Test
    void theLibraryLeavesLoggingBackEndsAndCommandLinesToOthers() {
        noClasses()
                .that()
                .resideOutsideOfPackage("drolt.cli..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("drolt.cli..", "picocli..", "ch.qos.logback..")
                .check(CLASSES);
    }

    @Test
    void classesAreFinalSealedOrAbstract() {
        classes()
                .that()
                .areTopLevelClasses()
                .and()
                .areNotInterfaces()
                .and()
                .doNotHaveModifier(JavaModifier.ABSTRACT)
                .and()
                .areNotAssignableTo(Exception.class)
                .and()
                .doNotHaveFullyQualifiedName("drolt.report.ReportPageRenderer") // a template's compiler made it
                .should()
                .haveModifier(JavaModifier.FINAL)
                .check(CLASSES);
    }

    @Test
    void everyKindOfAnOpenFamilyIsListed() {
        for (Class<?> family : List.of(LossConfig.class, StageConfig.class)) {
            assertThat(CLASSES.stream()
                            .filter(found -> found.isRecord() && found.isAssignableTo(family))
                            .map(JavaClass::getName))
                    .containsExactlyInAnyOrderElementsOf(RecipeKinds.SHIPPED.of(family).stream()
                            .map(Class::getName)
                            .toList());
        }
    }

    @Test
    void noFileIsTooLongToReadAtOnce() throws IOException {
        for (String module : List.of("drolt-core", "drolt-report", "drolt-cli")) {
            try (Stream<Path> files =
                    Files.walk(Repository.root().resolve(module).resolve("src/main/java"))) {
                for (Path file :
                        files.filter(path -> path.toString().endsWith(".java")).toList()) {
                    assertThat(Files.readAllLines(file)).as(file.toString()).hasSizeLessThanOrEqualTo(MOST_LINES);
                }
            }
        }
    }
}

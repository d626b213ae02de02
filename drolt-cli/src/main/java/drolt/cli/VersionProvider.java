package drolt.cli;

import drolt.tensor.Engine;
import java.util.Objects;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints: drolt, its engine, and the Java that runs them. */
final class VersionProvider implements IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {
            "drolt  " + drolt(), "engine " + Engine.version() + " " + Engine.platform(), "java   " + Runtime.version()
        };
    }

    /** The version of the program. */
    static String drolt() {
        String packaged = VersionProvider.class.getPackage().getImplementationVersion();
        return Objects.requireNonNullElse(packaged, "unpackaged");
    }
}

package drolt.cli;

import drolt.tensor.Engine;
import java.util.Objects;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints: drolt, its engine, and the Java that runs them. */
final class VersionProvider implements IVersionProvider {
    @Override
    public String[] getVersion() {
        String packaged = VersionProvider.class.getPackage().getImplementationVersion();
        return new String[] {
            "drolt  " + Objects.requireNonNullElse(packaged, "unpackaged"),
            "engine " + Engine.version() + " " + Engine.platform(),
            "java   " + Runtime.version()
        };
    }
}

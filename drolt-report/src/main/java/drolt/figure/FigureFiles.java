package drolt.figure;

import drolt.io.AtomicFiles;
import java.nio.file.Path;
import java.util.List;

/** The files of a figure: {@code .svg} and {@code .png}, and the numbers behind it as {@code .csv} and {@code .json}. */
public final class FigureFiles {
    /** Endings of the files. */
    public static final List<String> ENDINGS = List.of("svg", "png", "csv", "json");

    private FigureFiles() {}

    /**
     * Writes all four; the same figure and provenance give the same bytes.
     *
     * @throws drolt.configuration.ConfigException if they cannot be written
     */
    public static void write(Figure figure, Path folder, Provenance provenance) {
        AtomicFiles.write(
                folder.resolve(figure.name() + ".svg"), out -> out.write(SvgWriter.bytes(figure, provenance)));
        AtomicFiles.write(
                folder.resolve(figure.name() + ".png"), out -> out.write(PngWriter.bytes(figure, provenance)));
        AtomicFiles.writeString(folder.resolve(figure.name() + ".csv"), DataWriter.csv(figure.data()));
        AtomicFiles.writeString(folder.resolve(figure.name() + ".json"), DataWriter.json(figure, provenance));
    }
}

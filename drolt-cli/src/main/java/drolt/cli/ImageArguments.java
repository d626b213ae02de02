package drolt.cli;

import drolt.data.ImageWalk;
import drolt.data.LeftOut;
import drolt.data.decoding.ImageDecoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The images that a command line names: files as they are, whatever they are called, and those that folders hold at any
 * depth.
 *
 * @param images in the order of the arguments, those of a folder in the order of their paths
 * @param problems a line for each folder of which nothing comes
 * @param notes a line for each folder of which something was left out
 */
record ImageArguments(List<Path> images, List<String> problems, List<String> notes) {
    ImageArguments {
        images = List.copyOf(images);
        problems = List.copyOf(problems);
        notes = List.copyOf(notes);
    }

    static ImageArguments of(List<Path> given) {
        List<Path> images = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        for (Path path : given) {
            if (!Files.isDirectory(path)) {
                images.add(path);
                continue;
            }
            try {
                ImageWalk walk = ImageWalk.of(path, path);
                walk.images().keySet().forEach(below -> images.add(path.resolve(below)));
                problems.addAll(walk.unnameable());
                if (walk.images().isEmpty() && walk.unnameable().isEmpty()) {
                    problems.add(path + ": holds no image (" + ImageDecoder.endings() + ")");
                }
                notes.addAll(leftOut(path, walk.ignored()));
            } catch (IOException e) {
                problems.add(path + ": cannot be read (" + e + ")");
            }
        }
        return new ImageArguments(images, problems, notes);
    }

    private static List<String> leftOut(Path folder, List<LeftOut> ignored) {
        List<String> lines = new ArrayList<>();
        ignored.stream()
                .collect(Collectors.groupingBy(LeftOut::what, LinkedHashMap::new, Collectors.toList()))
                .forEach((what, entries) -> lines.add(
                        folder + ": left out " + (entries.size() == 1 ? "one entry" : entries.size() + " entries")
                                + (what.equals(LeftOut.NO_IMAGE) ? ", " : ": ") + what + "; for example "
                                + folder.relativize(entries.get(0).path())));
        return lines;
    }
}

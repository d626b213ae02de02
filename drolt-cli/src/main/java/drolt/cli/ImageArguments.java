package drolt.cli;

import drolt.data.ImageWalk;
import drolt.data.decoding.ImageDecoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The images that a command line names: files as they are, whatever they are called, and those that folders hold at any
 * depth.
 *
 * @param images in the order of the arguments, those of a folder in the order of their paths
 * @param problems a line for each folder of which nothing comes
 * @param notes a line for each folder of which something was left out
 */
record ImageArguments(List<Path> images, List<String> problems, List<String> notes) {
    static ImageArguments of(List<Path> given) {
        ImageArguments found = new ImageArguments(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (Path path : given) {
            if (Files.isDirectory(path)) {
                found.addFolder(path);
            } else {
                found.images.add(path);
            }
        }
        return found;
    }

    private void addFolder(Path folder) {
        ImageWalk walk;
        try {
            walk = ImageWalk.of(folder, folder);
        } catch (IOException e) {
            problems.add(folder + ": cannot be read (" + e + ")");
            return;
        }
        walk.sizes().keySet().forEach(path -> images.add(folder.resolve(path)));
        if (walk.sizes().isEmpty()) {
            problems.add(folder + ": holds no image (" + ImageDecoder.endings() + ")");
        } else if (!walk.ignored().isEmpty()) {
            int ignored = walk.ignored().size();
            notes.add(folder + ": left out " + (ignored == 1 ? "one entry" : ignored + " entries")
                    + ", hidden or no image; for example "
                    + folder.relativize(walk.ignored().get(0)));
        }
    }
}

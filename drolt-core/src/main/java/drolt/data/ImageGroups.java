package drolt.data;

import drolt.configuration.ConfigException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Groups of images that no split may part, see {@link ImageDataset#group}. */
final class ImageGroups {
    private ImageGroups() {}

    /** Whether there is a group. */
    static boolean hasAny(ImageDataset images) {
        for (int index = 0; index < images.size(); index++) {
            if (images.group(index).isPresent()) {
                return true;
            }
        }
        return false;
    }

    /** How many there are; an image without one counts as one. */
    static int count(ImageDataset images) {
        Set<String> named = new HashSet<>();
        int alone = 0;
        for (int index = 0; index < images.size(); index++) {
            Optional<String> group = images.group(index);
            group.ifPresent(named::add);
            alone += group.isEmpty() ? 1 : 0;
        }
        return named.size() + alone;
    }

    /**
     * Throws where there are fewer groups than parts that each need one.
     *
     * @param origin where the groups come from, as a message begins
     * @param cut what is cut off the images for the test
     * @param validationShare what is cut off them for validation
     */
    static void requireEnough(ImageDataset images, String origin, TestCut cut, double validationShare) {
        int parts = 1 + (cut.cuts() ? 1 : 0) + (validationShare > 0 ? 1 : 0);
        int groups = count(images);
        if (parts > groups && hasAny(images)) {
            throw new ConfigException(origin + " puts " + images.size() + " images into "
                    + (groups == 1 ? "one group" : groups + " groups") + ", too few for "
                    + (parts == 3
                            ? "training, validation and test"
                            : "training and " + (cut.cuts() ? "test" : "validation"))
                    + ", as a group stays whole; make smaller groups or cut less off");
        }
    }

    /** The refusal of a cut that no group can be spared for. */
    static ConfigException cutsNothing(String what, ImageDataset images, String instead) {
        return new ConfigException(what + " cuts nothing off: the " + count(images) + " groups of " + images.size()
                + " images stay whole, and each holds more than half of the images of some class; make smaller groups"
                + instead);
    }

    /**
     * Throws for the first group with images in two parts.
     *
     * @param origin where the groups come from, as a message begins
     */
    static void requireApart(ImageData data, String origin) {
        Map<String, Integer> parts = new HashMap<>();
        Map<String, String> names = new HashMap<>();
        List<ImageDataset> all = data.parts();
        for (int part = 0; part < all.size(); part++) {
            ImageDataset images = all.get(part);
            for (int index = 0; index < images.size(); index++) {
                String group = images.group(index).orElse(null);
                if (group == null) {
                    continue;
                }
                Integer before = parts.putIfAbsent(group, part);
                if (before == null) {
                    names.put(group, images.name(index));
                } else if (before != part) {
                    throw new ConfigException(origin + " puts " + names.get(group) + " and " + images.name(index)
                            + " into group " + TextLines.shown(group)
                            + ", and they are in different splits; keep a group's images in one");
                }
            }
        }
    }
}

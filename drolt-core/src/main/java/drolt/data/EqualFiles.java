package drolt.data;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Image files of equal bytes, by what that does to a result. */
public final class EqualFiles {
    private static final int MOST_NAMED = 3;

    private final List<ImageDataset> parts;
    private final Map<String, List<Place>> groups = new LinkedHashMap<>();

    private EqualFiles(List<ImageDataset> parts) {
        this.parts = parts;
    }

    private record Place(int part, int index) {}

    /** Looks for them among all images. */
    public static EqualFiles of(ImageData data) {
        EqualFiles equal = new EqualFiles(data.parts());
        for (int part = 0; part < equal.parts.size(); part++) {
            ImageDataset images = equal.parts.get(part);
            for (int index = 0; index < images.size(); index++) {
                Place place = new Place(part, index);
                images.content(index)
                        .ifPresent(content -> equal.groups
                                .computeIfAbsent(content, any -> new ArrayList<>())
                                .add(place));
            }
        }
        equal.groups.values().removeIf(group -> group.size() == 1);
        return equal;
    }

    /** A line for each thing that makes results better or worse than they are; empty: no cause for worry. */
    public List<String> warnings() {
        List<String> lines = new ArrayList<>();
        List<List<Place>> seen = groups.values().stream()
                .filter(group -> group.stream().map(Place::part).distinct().count() > 1)
                .toList();
        if (!seen.isEmpty()) {
            lines.add(count(seen, "are trained on and measured on") + ", so that accuracy is too high: " + named(seen)
                    + "; keep each on one side");
        }
        List<List<Place>> labelled = groups.values().stream()
                .filter(group -> group.stream().map(this::label).distinct().count() > 1)
                .toList();
        if (!labelled.isEmpty()) {
            lines.add(count(labelled, "stand under different classes") + ": " + named(labelled)
                    + "; keep each in the class it belongs to");
        }
        return lines;
    }

    /** How many files are copies of another one. */
    public int copies() {
        return groups.values().stream().mapToInt(group -> group.size() - 1).sum();
    }

    private int label(Place place) {
        return parts.get(place.part).label(place.index);
    }

    private static String count(List<List<Place>> found, String what) {
        int files = found.stream().mapToInt(List::size).sum();
        return files + " files in " + found.size() + (found.size() == 1 ? " group" : " groups") + " of equal bytes "
                + what;
    }

    private String named(List<List<Place>> found) {
        return found.stream()
                        .limit(MOST_NAMED)
                        .map(group -> group.stream()
                                .limit(2)
                                .map(place -> parts.get(place.part).name(place.index))
                                .collect(Collectors.joining(" = ")))
                        .collect(Collectors.joining(", "))
                + (found.size() > MOST_NAMED ? ", ..." : "");
    }
}

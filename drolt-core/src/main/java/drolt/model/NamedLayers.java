package drolt.model;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** The maps that bear names on a network's way from images to features. What is asked of one is its mean over pixels. */
final class NamedLayers {
    private final List<Layer> layers = new ArrayList<>();
    private final Map<String, Integer> positions = new LinkedHashMap<>();

    /** @param convolutions up to this map, the shortcuts' left out */
    private record Layer(String name, int channels, int convolutions) {}

    /**
     * Enters the next map.
     *
     * @param convolutions between the one before and this
     */
    void add(String name, int channels, int convolutions) {
        int before = layers.isEmpty() ? 0 : layers.get(layers.size() - 1).convolutions;
        positions.put(name, layers.size());
        layers.add(new Layer(name, channels, before + convolutions));
    }

    /** Gives the newest map another name. */
    void alias(String name) {
        positions.put(name, layers.size() - 1);
    }

    /** {@link Backbone#layers}. */
    Map<String, Integer> dimensions() {
        Map<String, Integer> dimensions = new LinkedHashMap<>();
        positions.forEach((name, position) -> dimensions.put(name, layers.get(position).channels));
        return Collections.unmodifiableMap(dimensions);
    }

    /** {@link Backbone#layerOfConvolution}. */
    String ofConvolution(int index) {
        return layers.stream()
                .filter(layer -> layer.convolutions == index + 1)
                .map(Layer::name)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("convolution " + index
                        + " is not the last of a block; such are "
                        + layers.stream().map(layer -> layer.convolutions - 1).toList()));
    }

    /** Names of all maps but the last few. */
    Set<String> namesBeforeLast(int few) {
        Set<String> names = new LinkedHashSet<>(positions.keySet());
        names.removeIf(name -> position(name) >= layers.size() - few);
        return names;
    }

    /** Means by name, in the order of the names, each of which must be known to be there. */
    static Map<String, Tensor> inOrder(Collection<String> names, Map<String, Tensor> means) {
        Map<String, Tensor> inOrder = new LinkedHashMap<>();
        names.forEach(name -> inOrder.put(name, Objects.requireNonNull(means.get(name))));
        return inOrder;
    }

    private int position(String name) {
        return Objects.requireNonNull(positions.get(name));
    }

    /** Made for one forward pass; each name must be known. */
    Taps taps(Collection<String> names) {
        return new Taps(names);
    }

    /** Keeps the means of the wanted maps; every map must pass through {@link #take}, in order. */
    final class Taps {
        private final Collection<String> names;
        private final Set<Integer> wanted = new HashSet<>();
        private final Map<Integer, Tensor> means = new HashMap<>();
        private int position;

        private Taps(Collection<String> names) {
            this.names = names;
            names.forEach(name -> wanted.add(position(name)));
        }

        /** Records the mean of a wanted map and returns the map itself. */
        Tensor take(Tensor map) {
            if (wanted.contains(position)) {
                means.put(position, map.to(ScalarType.Float).mean(2, 3));
            }
            position++;
            return map;
        }

        /** float32 [B, D_l] by name. */
        Map<String, Tensor> means() {
            Map<String, Tensor> result = new LinkedHashMap<>();
            names.forEach(name -> result.put(name, Objects.requireNonNull(means.get(position(name)))));
            return result;
        }
    }
}

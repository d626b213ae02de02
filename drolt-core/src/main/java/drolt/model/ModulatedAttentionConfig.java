package drolt.model;

import com.fasterxml.jackson.annotation.JsonTypeName;

/**
 * The attention of OLTR: {@link ModulatedAttention}.
 *
 * @param initial of the layer that leads back to the map
 * @param featureLayer whether a fully connected layer and a ReLU stand behind the mean
 */
@JsonTypeName("modulated")
public record ModulatedAttentionConfig(AttentionInitial initial, boolean featureLayer) implements AttentionConfig {
    @Override
    public ModulatedAttention build(MapShape map, long seed) {
        return new ModulatedAttention(map.channels(), map.cells(), initial, featureLayer, seed);
    }

    @Override
    public long multiplyAdds(MapShape map) {
        return ModulatedAttention.multiplyAdds(map.channels(), map.cells(), featureLayer);
    }
}

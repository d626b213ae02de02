package drolt.model;

import java.util.List;
import java.util.stream.Stream;

/** The parts of a network by their names, for freezing: whole ones, and the beginnings of parameters' names. */
record NetworkParts(Backbone backbone, Classifier classifier) {
    private static final String CLASSIFIER = "classifier";

    /** Lets all parameters take gradients but those of the named parts. */
    void freezeOnly(List<String> parts) {
        backbone.parameters().forEach((name, tensor) -> tensor.set_requires_grad(!isIn(parts, partOf(name), name)));
        classifier.parameters().forEach((name, tensor) -> tensor.set_requires_grad(!isIn(parts, CLASSIFIER, name)));
    }

    /** Freezes the weights of batch normalisation. */
    void freezeNorms() {
        backbone.parameters().forEach((name, tensor) -> {
            if (tensor.dim() == 1 && partOf(name).equals(Network.BACKBONE)) {
                tensor.set_requires_grad(false);
            }
        });
    }

    /** The names that match no parameter. */
    List<String> unknown(List<String> parts) {
        List<String> parameters = Stream.concat(
                        backbone.parameters().keySet().stream(), classifier.parameters().keySet().stream())
                .toList();
        return parts.stream()
                .filter(part -> !List.of(Network.BACKBONE, Network.ATTENTION, CLASSIFIER)
                        .contains(part))
                .filter(part -> parameters.stream().noneMatch(name -> covers(part, name)))
                .toList();
    }

    private String partOf(String parameter) {
        return backbone instanceof AttentiveBackbone attentive && attentive.isOfAttention(parameter)
                ? Network.ATTENTION
                : Network.BACKBONE;
    }

    private static boolean isIn(List<String> parts, String whole, String name) {
        return parts.stream().anyMatch(part -> part.equals(whole) || covers(part, name));
    }

    private static boolean covers(String part, String name) {
        return name.equals(part) || name.startsWith(part + ".");
    }
}

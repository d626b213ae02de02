package drolt.proposal;

import drolt.configuration.ConfigSource;
import drolt.model.ModelConfig;
import drolt.recipe.RecipeReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Writes the recipe down. */
record RecipeDraft(FolderSurvey survey, ProposalOptions options, int batchSize) {
    private static final double VIEW_MARGIN = 1.14;

    /** 0.1 for batches of 128, in proportion for others. */
    private static final double RATE = 0.1 / 128;

    ModelConfig model(ViewedBackbone choice) {
        return RecipeReader.read(
                        new ConfigSource(yaml(choice, new TimePlan(1, 1, 0), List.of()), "proposal"), "proposal")
                .config()
                .model();
    }

    String yaml(ViewedBackbone choice, TimePlan plan, List<String> reasons) {
        double fresh = RATE * batchSize;
        double rate = options.weights() == null ? fresh : fresh / 5;
        StringBuilder comment = new StringBuilder();
        reasons.forEach(reason -> comment.append("# ").append(reason).append('\n'));
        return comment
                + """
                version: 1
                seed: %d

                dataset:
                %s
                %s
                model: %s

                stages:
                %s%s  logit-adjusted: {kind: logit-adjustment, after: cross-entropy} # trains nothing
                %s%s%s%s
                arms: # on equally many images each
                  cross-entropy: cross-entropy
                  cross-entropy + logit adjustment: logit-adjusted
                  cross-entropy + cRT: retrained
                  balanced softmax: balanced-softmax
                  DRO-LT + cRT: dro-lt-retrained
                """.formatted(
                                options.seed(),
                                survey.images().yaml(),
                                views(choice),
                                choice.backbone().yaml(choice.side(), options.weights()),
                                stage(
                                        "shared: # what all arms begin with",
                                        List.of("kind: train", "epochs: " + plan.first()),
                                        rate,
                                        warmup(plan)),
                                own("cross-entropy", plan, rate),
                                retrained("retrained", "cross-entropy", fresh),
                                own("balanced-softmax", plan, rate, "loss: {kind: balanced-softmax}"),
                                own("dro-lt", plan, rate, "loss: {kind: dro-lt}"),
                                retrained("dro-lt-retrained", "dro-lt", fresh));
    }

    private static String warmup(TimePlan plan) {
        return plan.first() > 10 ? ", warmup: {epochs: " + Math.max(1, plan.first() / 20) + "}" : "";
    }

    /** An arm's own stage after the shared one. */
    private String own(String name, TimePlan plan, double rate, String... further) {
        List<String> keys = new ArrayList<>(List.of("kind: train", "after: shared", "epochs: " + plan.second()));
        keys.addAll(List.of(further));
        return stage(name + ":", keys, rate / 2, "");
    }

    private String retrained(String name, String after, double rate) {
        return stage(
                name + ":", List.of("kind: classifier", "after: " + after, "epochs: 10", "augmentation: []"), rate, "");
    }

    private String stage(String title, List<String> keys, double rate, String warmup) {
        StringBuilder stage = new StringBuilder("  ").append(title).append('\n');
        keys.forEach(key -> stage.append("    ").append(key).append('\n'));
        return stage.append("    batchSize: ")
                .append(batchSize)
                .append("\n    optimizer: {kind: sgd, learningRate: ")
                .append(String.format(Locale.ROOT, "%.3g", rate))
                .append(", momentum: 0.9, weightDecay: 5.0e-4}\n    schedule: {kind: cosine, per: step")
                .append(warmup)
                .append("}\n")
                .toString();
    }

    private static String views(ViewedBackbone choice) {
        if (!choice.resizes()) {
            return """
                    augmentation:
                      - {kind: random-crop, padding: 4}
                      - {kind: random-flip} # remove it where left and right matter, as with text
                    """;
        }
        return """
                augmentation:
                  - {kind: random-resized-crop, size: %1$d, scale: [0.3, 1.0]}
                  - {kind: random-flip} # remove it where left and right matter, as with text
                  - {kind: color-jitter}
                testView:
                  - {kind: resize, size: %2$d}
                  - {kind: center-crop, size: %1$d}
                """.formatted(choice.side(), (int) Math.round(choice.side() * VIEW_MARGIN));
    }
}

import org.jspecify.annotations.NullMarked;

/**
 * Long-tailed recognition: the distributional robustness loss and what surrounds it. What is exported to all is what a
 * library user sees; the rest is exported to drolt's own report and commands.
 */
@NullMarked
module drolt.core {
    requires java.desktop;
    requires java.management;
    requires java.net.http;
    requires jdk.management;
    requires org.bytedeco.javacpp;
    requires org.bytedeco.openblas;
    requires transitive org.bytedeco.pytorch;
    requires com.fasterxml.jackson.annotation;
    requires tools.jackson.core;
    requires tools.jackson.databind;
    requires tools.jackson.dataformat.yaml;
    requires com.google.protobuf;
    requires org.apache.commons.compress;
    requires org.apache.commons.csv;
    requires org.apache.commons.statistics.distribution;
    requires org.slf4j;
    requires org.snakeyaml.engine;
    requires static transitive org.jspecify;

    exports drolt.configuration;
    exports drolt.recipe;
    exports drolt.experiment;
    exports drolt.inference;
    exports drolt.evaluation;
    exports drolt.loss;
    exports drolt.optimizer;
    exports drolt.radius;
    exports drolt.sampling;
    exports drolt.augmentation;
    exports drolt.data;
    exports drolt.tensor;
    exports drolt.centroid;
    exports drolt.training;
    exports drolt.trust;
    exports drolt.analysis to
            drolt.report,
            drolt.cli;
    exports drolt.analysis.embedding to
            drolt.report,
            drolt.cli;
    exports drolt.benchmark to
            drolt.report,
            drolt.cli;
    exports drolt.checkpoint to
            drolt.report,
            drolt.cli;
    exports drolt.comparison to
            drolt.report,
            drolt.cli;
    exports drolt.data.decoding to
            drolt.report,
            drolt.cli;
    exports drolt.data.download to
            drolt.report,
            drolt.cli;
    exports drolt.export to
            drolt.report,
            drolt.cli;
    exports drolt.graph to
            drolt.report,
            drolt.cli;
    exports drolt.io to
            drolt.report,
            drolt.cli;
    exports drolt.loading to
            drolt.report,
            drolt.cli;
    exports drolt.loss.contrastive to
            drolt.report,
            drolt.cli;
    exports drolt.loss.robust to
            drolt.report,
            drolt.cli;
    exports drolt.model to
            drolt.report,
            drolt.cli;
    exports drolt.proposal to
            drolt.report,
            drolt.cli;
    exports drolt.reproduction to
            drolt.report,
            drolt.cli;
    exports drolt.training.method to
            drolt.report,
            drolt.cli;
    exports drolt.tuning to
            drolt.report,
            drolt.cli;
    exports drolt.weights to
            drolt.report,
            drolt.cli;
    exports drolt.worker to
            drolt.report,
            drolt.cli;

    // records that are written as JSON
    opens drolt.checkpoint to
            tools.jackson.databind;
    opens drolt.comparison to
            tools.jackson.databind;
    opens drolt.data to
            tools.jackson.databind;
    opens drolt.evaluation to
            tools.jackson.databind;
    opens drolt.experiment to
            tools.jackson.databind;
    opens drolt.recipe to
            tools.jackson.databind;
    opens drolt.reproduction to
            tools.jackson.databind;
    opens drolt.tensor to
            tools.jackson.databind;
    opens drolt.training to
            tools.jackson.databind;
    opens drolt.tuning to
            tools.jackson.databind;
    opens drolt.weights to
            tools.jackson.databind;
    opens drolt.worker to
            tools.jackson.databind;
}

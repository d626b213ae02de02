package drolt.experiment;

import drolt.io.AtomicFiles;
import drolt.io.Json;
import drolt.training.EpochMetrics;
import drolt.training.TrainingListener;
import drolt.training.TrainingProgress;
import drolt.training.TrainingState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes {@code metrics.jsonl}: one line an epoch, each stage's after those of the stage before. */
final class MetricsLog {
    private final Path file;
    private final Runnable folderThere;
    private final StringBuilder finished = new StringBuilder();

    /**
     * @param folderThere throws where the file's folder was taken away; asked before anything of a stage is stored
     */
    MetricsLog(Path file, Runnable folderThere) {
        this.file = file;
        this.folderThere = folderThere;
    }

    /** Follows a stage's training; lines of a broken-off attempt beyond its checkpoint are dropped. */
    TrainingListener stage(String name) {
        StringBuilder lines = new StringBuilder();
        return new TrainingListener() {
            @Override
            public void trainingStarts(int epochs, int stepsPerEpoch, TrainingProgress progress) {
                lines.setLength(0); // a stage that lost its checkpoints begins twice
                write(lines.append(finished).append(lines(name, progress.history())));
            }

            @Override
            public void epochEnds(EpochMetrics metrics, TrainingState state) {
                write(lines.append(line(name, metrics)));
            }

            @Override
            public void interrupted(TrainingState state) {
                folderThere.run();
            }
        };
    }

    /** A stage is done, by this process or another one; does not write, the next epoch does. */
    void finished(String name, StageRecord stage) {
        finished.append(lines(name, stage.history()));
    }

    /** All stages are done: writes them in their order, which several workers may not have kept. */
    void complete(Map<String, StageRecord> stages) {
        StringBuilder lines = new StringBuilder();
        stages.forEach((name, stage) -> lines.append(lines(name, stage.history())));
        if (!isStored(lines.toString())) {
            write(lines);
        }
    }

    private boolean isStored(String lines) {
        try {
            return Files.exists(file) && Files.readString(file).equals(lines);
        } catch (IOException e) {
            return false;
        }
    }

    /** The whole file, so that a full disk leaves no half line. */
    private void write(StringBuilder lines) {
        folderThere.run();
        AtomicFiles.writeString(file, lines.toString());
    }

    private static String lines(String stage, List<EpochMetrics> history) {
        StringBuilder lines = new StringBuilder();
        history.forEach(metrics -> lines.append(line(stage, metrics)));
        return lines.toString();
    }

    private static String line(String stage, EpochMetrics metrics) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("stage", stage);
        line.put("epoch", metrics.epoch());
        line.put("loss", metrics.loss());
        line.putAll(metrics.parts());
        if (!metrics.radii().isEmpty()) {
            line.put("radii", metrics.radii());
        }
        line.put("learningRate", metrics.learningRate());
        line.put("images", metrics.images());
        line.put("seconds", Math.round(metrics.seconds() * 1000) / 1000.0);
        return Json.line(line) + "\n";
    }
}

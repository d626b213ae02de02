package drolt.experiment;

import java.nio.file.Path;

/** A stage that has its result. */
record FinishedStage(StageRecord record, Path weights) {}

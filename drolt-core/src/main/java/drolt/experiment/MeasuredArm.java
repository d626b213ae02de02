package drolt.experiment;

/** A row of the table and what it rests on. */
record MeasuredArm(ArmResult result, ArmPredictions predictions, ArmFeatures features) {}

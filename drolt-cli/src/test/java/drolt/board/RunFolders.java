package drolt.board;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/** Folders that look like runs. */
final class RunFolders {
    private RunFolders() {}

    static Path begun(Path runs, String name, String extraKeys) throws IOException {
        Path run = Files.createDirectories(runs.resolve(name));
        Files.writeString(run.resolve("run.json"), """
                {"formatVersion": 1, "recipe": "tiny", "fingerprint": "f", "seed": 3,
                 "configuration": {"version": 1, "dataset": {"kind": "embedded"}, "stages": {"a": {"epochs": 2%s}}},
                 "dataFingerprint": "d", "testFingerprint": "t", "environment": {"threads": 1}, "versions": {}}
                """.formatted(extraKeys));
        return run;
    }

    static void state(Path run, String phase, Instant updated, int epoch) throws IOException {
        Files.writeString(run.resolve("state.json"), """
                {"formatVersion": 1, "phase": "%s", "process": 1, "started": "2026-01-01T00:00:00Z", "updated": "%s",
                 "stage": "a", "position": 1, "stages": 2, "epoch": %d, "epochs": 9, "step": 1, "stepsPerEpoch": 2,
                 "progress": 0.5, "loss": 1.5, "imagesPerSecond": 10.0, "secondsLeft": 7.0, "note": null}
                """.formatted(phase, updated, epoch));
    }

    static void result(Path run) throws IOException {
        Files.writeString(run.resolve("result.json"), """
                {"formatVersion": 1, "selection": "TEST", "arms": [
                  {"name": "CE", "accuracy": 0.4, "many": 0.6, "med": 0.3, "few": null, "ncm": 0.35,
                   "model": "m", "evaluation": {"a": [1, {"accuracy": 9}]}, "confusion": [[0, 1, 2]]},
                  {"name": "DRO-LT", "accuracy": 0.5, "many": 0.5, "med": 0.5, "few": 0.5, "ncm": 0.5}],
                 "classNames": [BROKEN BEHIND THE TABLE
                """);
    }

    static void metrics(Path run, int epochs) throws IOException {
        StringBuilder lines = new StringBuilder();
        for (int epoch = 1; epoch <= epochs; epoch++) {
            lines.append("{\"stage\":\"a\",\"epoch\":" + epoch + ",\"loss\":" + 1.0 / epoch
                    + ",\"validationAccuracy\":0.5,\"radii\":[1.0,3.0],\"seconds\":1}\n");
        }
        Files.writeString(run.resolve("metrics.jsonl"), lines);
    }
}

package drolt.report;

import drolt.comparison.ComparedRuns;
import drolt.comparison.ComparisonTable;
import drolt.comparison.RunComparison;
import drolt.configuration.ConfigException;
import drolt.data.ImageDataset;
import drolt.experiment.RunResult;
import drolt.experiment.RunState;
import drolt.io.AtomicFiles;
import io.jstach.jstachio.JStachio;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** One HTML file that shows finished runs, opens from disk and refers to nothing outside. */
public final class Report {
    private static final String LIBRARY = "/META-INF/resources/webjars/echarts/5.5.0/echarts.min.js";
    private static final List<String> SCRIPTS = List.of(
            "page.js",
            "save.js",
            "charts.js",
            "rank.js",
            "stages.js",
            "arm.js",
            "calibration.js",
            "classes.js",
            "mistakes.js",
            "start.js");

    private Report() {}

    /**
     * Writes the page.
     *
     * @param baseline label of the arm that differences are taken from; null: the first
     * @throws ConfigException if the runs were measured on different test images, there is no such arm, or the file
     *     cannot be written
     */
    public static void write(Path output, ReportMaterial material, @Nullable String baseline) {
        AtomicFiles.writeString(output, page(material, baseline));
    }

    private static String page(ReportMaterial material, @Nullable String baseline) {
        Map<String, RunResult> results = new LinkedHashMap<>();
        material.runs().forEach(run -> results.put(run.name(), run.result()));
        ComparedRuns compared = ComparedRuns.of(results);
        String reference = baseline == null ? compared.groups().get(0).label() : baseline;
        ComparisonTable table = RunComparison.of(compared, reference);

        List<String> notes = new ArrayList<>(material.notes());
        Pictures pictures = new Pictures(material.runs());
        SpriteSheet sprite = sprite(material, pictures, notes);
        ChartData data = new ChartAssembly(material.runs(), pictures, material.files()).assemble(reference, sprite);
        RunResult first = material.runs().get(0).result();
        HeadlineTable headline = HeadlineTable.of(table, first.arms().get(0).evaluation());
        String recipes =
                results.values().stream().map(RunResult::recipe).distinct().collect(Collectors.joining(", "));
        return JStachio.render(new ReportPage(
                recipes,
                subtitle(material.runs()),
                reference,
                headline,
                headline.hasIntervals(),
                table.face().lines(),
                notes,
                NextSteps.of(material.runs()),
                material.runs().stream().map(RunFacts::of).toList(),
                material.runs().size() > 1,
                data.stages().stream().anyMatch(stage -> !stage.radii().isEmpty()),
                !data.embeddings().isEmpty(),
                Resources.text("report.css"),
                sprite == null ? "" : ".thumb{background-image:url(" + sprite.uri() + ")}",
                Resources.text(LIBRARY),
                json(data),
                SCRIPTS.stream().map(Resources::text).collect(Collectors.joining("\n"))));
    }

    /** What was measured, and when. */
    private static String subtitle(List<ReportRun> runs) {
        RunResult first = runs.get(0).result();
        String names = runs.stream().map(ReportRun::name).collect(Collectors.joining(", "));
        String text = first.classNames().size() + " classes, "
                + first.arms().get(0).evaluation().samples() + " test images, " + names;
        RunState state = runs.size() == 1 ? runs.get(0).state() : null;
        return state == null
                ? text
                : text + ", finished " + RunFacts.date(state.updated()) + " after "
                        + RunFacts.time(state.secondsWorked());
    }

    private static @Nullable SpriteSheet sprite(ReportMaterial material, Pictures pictures, List<String> notes) {
        ImageDataset test = material.test();
        int[] positions = pictures.positions();
        if (test == null || positions.length == 0) {
            return null;
        }
        try {
            return SpriteSheet.of(test, positions);
        } catch (ConfigException e) {
            notes.add("No example images: " + e.getMessage());
            return null;
        }
    }

    /** As it may stand within a script element, whatever classes are called. */
    private static String json(ChartData data) {
        return JsonMapper.shared().writeValueAsString(data).replace("<", "\\u003c");
    }
}

package drolt.report;

import io.jstach.jstache.JStache;
import java.util.List;

/**
 * The page as its template sees it. {@code style}, {@code sprite}, {@code library}, {@code data} and {@code script} are
 * put in as they are; all else is escaped.
 *
 * @param baseline the arm that differences are taken from
 * @param hasIntervals whether numbers of the headline have their intervals
 * @param face what must be known to read the table
 * @param notes what is missing
 * @param steps what to do next
 * @param sprite rule of the style sheet that holds the pictures; empty where there are none
 * @param library the charting library
 * @param data {@link ChartData} in JSON
 */
@JStache(path = "drolt/report/report.mustache")
record ReportPage(
        String title,
        String subtitle,
        String baseline,
        HeadlineTable headline,
        boolean hasIntervals,
        List<String> face,
        List<String> notes,
        List<NextSteps.Step> steps,
        List<RunFacts> runs,
        boolean severalRuns,
        boolean hasRadii,
        boolean hasEmbedding,
        String style,
        String sprite,
        String library,
        String data,
        String script) {}

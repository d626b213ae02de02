package drolt.figure.analysis;

import drolt.figure.DataTable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/** The numbers behind a figure over {@link RankAxis}: for each thing that is compared a row a class, rarest last. */
final class ClassTable {
    private static final List<String> OF_CLASS = List.of("rank", "label", "class", "training_images");

    private final RankAxis ranks;
    private final DataTable.Builder table;

    /**
     * @param keys columns that tell what a row is of, before those of the class
     * @param values columns after them
     */
    ClassTable(RankAxis ranks, List<String> keys, List<String> values) {
        this.ranks = ranks;
        List<String> columns = new ArrayList<>(keys);
        columns.addAll(OF_CLASS);
        columns.addAll(values);
        table = DataTable.withColumns(columns.toArray(String[]::new));
    }

    /**
     * Adds a row for every class.
     *
     * @param keys the same in all of them
     * @param values of a class, by its label
     */
    void rows(List<String> keys, IntFunction<List<? extends Number>> values) {
        for (int rank = 1; rank <= ranks.size(); rank++) {
            int label = ranks.label(rank);
            List<Object> cells = new ArrayList<>(keys);
            cells.addAll(List.of(rank, label, ranks.name(label), ranks.count(label)));
            cells.addAll(values.apply(label));
            table.row(cells.toArray());
        }
    }

    DataTable build() {
        return table.build();
    }
}

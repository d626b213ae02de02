package drolt.comparison;

/**
 * A column of a table.
 *
 * @param key programs find it by
 * @param heading people read
 * @param group what it has in common with its neighbours, for example the data set; may be empty
 */
public record TableColumn(String key, String heading, String group) {}

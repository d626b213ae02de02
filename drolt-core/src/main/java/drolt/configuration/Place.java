package drolt.configuration;

/**
 * Where binding stands in the tree of keys, for its messages.
 *
 * @param path dotted, empty for the root
 * @param user the place to name in a message; for what the user did not write, that of the group which lacks it
 * @param isDefault true within a default, which the user never wrote
 * @param depth how many groups and lists enclose it
 */
record Place(String path, Origin user, boolean isDefault, int depth) {
    static Place root(Origin file) {
        return new Place("", file, false, 0);
    }

    /** The place of a value that stands in this group or list. */
    Place of(String key, Node value) {
        return new Place(join(key), isDefault ? user : value.origin(), isDefault, depth + 1);
    }

    /** The place of a value that this group lacks and that comes from the defaults. */
    Place ofDefault(String key) {
        return new Place(join(key), user, true, depth + 1);
    }

    ConfigException error(String message) {
        return user.error(path, message + (isDefault ? " (this is the default)" : ""));
    }

    ConfigException missing(String key, String expectation) {
        return user.error(join(key), "is missing; expected " + expectation);
    }

    private String join(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }
}

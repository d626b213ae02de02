package drolt.configuration;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where a configuration holds keys of a name, for whoever gave only the name. */
public final class KeyPaths {
    private final String wanted;
    private final List<String> found = new ArrayList<>();
    private int shallowest = Integer.MAX_VALUE;

    private KeyPaths(String name) {
        wanted = plain(name);
    }

    /**
     * The paths of all keys of a name at the smallest depth at which there are any; letter case and dashes do not count.
     *
     * @param configuration what a {@link ConfigReader} gives
     * @param name of a key, for example {@code epochs}
     * @return for example {@code stages.pretrain.epochs}, in the order of the configuration
     */
    public static List<String> named(Record configuration, String name) {
        KeyPaths paths = new KeyPaths(name);
        paths.walk(configuration, "", 0);
        return List.copyOf(paths.found);
    }

    private static String plain(String name) {
        return name.replace("-", "").toLowerCase(Locale.ROOT);
    }

    private void walk(@Nullable Object value, String path, int depth) {
        if (value instanceof Record record) {
            for (RecordComponent component : record.getClass().getRecordComponents()) {
                String at = join(path, component.getName());
                if (plain(component.getName()).equals(wanted)) {
                    add(at, depth);
                }
                walk(valueOf(component, record), at, depth + 1);
            }
        } else if (value instanceof Map<?, ?> map) {
            map.forEach((key, item) -> walk(item, join(path, String.valueOf(key)), depth + 1));
        } else if (value instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                walk(list.get(i), join(path, String.valueOf(i)), depth + 1);
            }
        }
    }

    private void add(String path, int depth) {
        if (depth < shallowest) {
            shallowest = depth;
            found.clear();
        }
        if (depth == shallowest) {
            found.add(path);
        }
    }

    static String join(String path, String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    private static @Nullable Object valueOf(RecordComponent component, Record record) {
        try {
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(component + " cannot be read", e);
        }
    }
}

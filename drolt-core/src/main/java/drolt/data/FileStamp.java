package drolt.data;

import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.TimeUnit;

/**
 * What distinguishes a file from an earlier one of its name without reading it.
 *
 * @param size in bytes
 * @param modified time of the last change, nanoseconds since 1970
 */
public record FileStamp(long size, long modified) {
    static FileStamp of(BasicFileAttributes attributes) {
        return new FileStamp(attributes.size(), attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS));
    }
}

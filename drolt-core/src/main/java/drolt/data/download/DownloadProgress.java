package drolt.data.download;

/** Hears how far a download is. */
@FunctionalInterface
public interface DownloadProgress {
    /**
     * Called when a download starts or goes on, and as bytes arrive; on the thread that downloads.
     *
     * @param receivedBytes bytes on disk, those of earlier attempts included; falls where a server makes it start anew
     * @param totalBytes bytes of the whole archive, -1 where it is not known
     */
    void received(long receivedBytes, long totalBytes);
}

package drolt.worker;

import java.util.Objects;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a lease's file says.
 *
 * @param owner a word of its own for each taking
 * @param since when it was taken, for people
 * @param heartbeat when it was renewed last, for people: no decision rests on the clocks of two machines
 * @param beats number of renewals; a watcher that sees it rise knows that the owner lives
 */
record LeaseRecord(String owner, Worker worker, String since, String heartbeat, long beats) {
    private static final JsonMapper MAPPER = new JsonMapper();

    LeaseRecord renewed(String now) {
        return new LeaseRecord(owner, worker, since, now, beats + 1);
    }

    /** Whether a changed key left nothing out. */
    private boolean isWhole() {
        return Objects.nonNull(owner) && Objects.nonNull(worker) && Objects.nonNull(heartbeat);
    }

    String toJson() {
        return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(this) + "\n";
    }

    /** Empty for the text of a lease that is just being written, or was never written whole. */
    static Optional<LeaseRecord> parse(String text) {
        try {
            LeaseRecord read = text.isBlank() ? null : MAPPER.readValue(text, LeaseRecord.class);
            return Optional.ofNullable(read).filter(LeaseRecord::isWhole);
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }
}

package drolt.worker;

import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
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
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .build();

    LeaseRecord renewed(String now) {
        return new LeaseRecord(owner, worker, since, now, beats + 1);
    }

    String toJson() {
        return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(this) + "\n";
    }

    /** Empty for the text of a lease that is just being written, was never written whole, or has lost a key. */
    static Optional<LeaseRecord> parse(String text) {
        try {
            return text.isBlank() ? Optional.empty() : Optional.ofNullable(MAPPER.readValue(text, LeaseRecord.class));
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }
}

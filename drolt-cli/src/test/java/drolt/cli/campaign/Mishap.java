package drolt.cli.campaign;

/** A kind of mishap that the campaign lets happen again and again. */
interface Mishap {
    /** What is repeated, in the plural; also what {@code -Dcampaign.only} calls it. */
    String name();

    /** What drolt promises, in a sentence: a try that ends otherwise has failed. */
    String promise();

    /**
     * One attempt, in most cases one try; what became of it is entered in the tally.
     *
     * @param seed determines all that is random in it
     * @throws org.opentest4j.TestAbortedException if this machine has not what the mishap needs
     */
    void attempt(long seed, Tally tally) throws Exception;
}

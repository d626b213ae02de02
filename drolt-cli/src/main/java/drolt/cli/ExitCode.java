package drolt.cli;

/** What a command's process ends with; documented in the README. */
final class ExitCode {
    /** It did what was asked. */
    static final int OK = 0;

    /** It failed: the engine, the machine or drolt itself. */
    static final int FAILED = 1;

    /** The user can mend it: what was typed, a file, a folder. */
    static final int USAGE = 2;

    private ExitCode() {}
}

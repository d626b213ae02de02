package drolt.cli;

import java.util.concurrent.CountDownLatch;

/** A process that a signal ends just before it has set out to watch for one. */
final class LateSignal {
    private LateSignal() {}

    public static void main(String[] arguments) throws InterruptedException {
        CountDownLatch ending = new CountDownLatch(1);
        CountDownLatch tried = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            ending.countDown();
            awaitWhileEnding(tried);
        }));
        new Thread(() -> System.exit(143)).start(); // what the JVM does on SIGTERM
        ending.await();
        ConsoleOptions console = new ConsoleOptions(Terminal.NONE, System.out, System.err, true);
        try {
            int exitCode = Interruption.during(console, interruption -> {
                System.out.println("begun");
                return ExitCode.OK;
            });
            System.out.println("ended with " + exitCode);
        } finally {
            tried.countDown();
        }
    }

    private static void awaitWhileEnding(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

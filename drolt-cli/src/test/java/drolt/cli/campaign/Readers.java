package drolt.cli.campaign;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import javax.imageio.ImageIO;

/** Commands that read a finished run, and what they say of an undamaged one. */
final class Readers {
    private static final int SIDE = 32;
    private static final int DIFFERENCES = 1;

    private final WarmDrolt warm;
    private final List<String[]> commands;
    private final Map<String, String> said;

    private Readers(WarmDrolt warm, List<String[]> commands, Map<String, String> said) {
        this.warm = warm;
        this.commands = commands;
        this.said = said;
    }

    /**
     * Asks each of an undamaged run.
     *
     * @param run where damaged ones will stand, too
     */
    static Readers of(Path work, WarmDrolt warm, Path run) throws IOException {
        Path image = work.resolve("image.png");
        ImageIO.write(new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB), "png", image.toFile());
        String folder = run.toString();
        List<String[]> commands = new ArrayList<>();
        commands.add(new String[] {"runs", "show", folder, "--radii"});
        commands.add(new String[] {"evaluate", folder});
        commands.add(new String[] {"compare", folder});
        commands.add(new String[] {"predict", folder, image.toString()});
        Map<String, String> said = new LinkedHashMap<>();
        for (String[] command : commands) {
            Answer answer = warm.run(command);
            if (answer.exitCode() != 0) {
                throw new IllegalStateException(String.join(" ", command) + ": " + answer.err());
            }
            said.put(String.join(" ", command), answer.out());
        }
        return new Readers(warm, commands, said);
    }

    /** Some command. */
    String[] choose(Random random) {
        return commands.get(random.nextInt(commands.size()));
    }

    /** Whether it is what {@code evaluate} is there to say: all that is not as it was written, a line each. */
    static boolean isList(String[] command, Answer answer) {
        return command[0].equals("evaluate") && answer.exitCode() == DIFFERENCES;
    }

    /**
     * What is wrong with the answer to a command on a run with a damaged file; empty where it says what it said before,
     * or refuses in a line with the file's path.
     */
    Optional<String> fault(Random random, Path damaged) throws IOException {
        String[] command = choose(random);
        Answer answer = warm.run(command);
        String words = String.join(" ", command);
        if (isList(command, answer)) {
            return answer.rudeness()
                    .or(() -> answer.err().contains(damaged.toString())
                            ? Optional.empty()
                            : Optional.of("does not name " + damaged + ": " + answer.err()))
                    .map(fault -> words + ": " + fault);
        }
        if (answer.exitCode() != 0) {
            return answer.notARefusalOf(damaged.toString()).map(fault -> words + ": " + fault);
        }
        boolean same = answer.out().equals(said.get(words));
        return answer.rudeness()
                .or(() -> same ? Optional.empty() : Optional.of("says something else: " + answer.out()))
                .map(fault -> words + ": " + fault);
    }
}

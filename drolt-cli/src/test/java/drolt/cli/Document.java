package drolt.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a Markdown file claims to exist.
 *
 * @param inline texts between backticks outside code blocks
 * @param blocks code blocks, each with its language on the first line
 * @param links targets of links inside the repository
 */
record Document(List<String> inline, List<String> blocks, List<String> links) {
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```(.*?)^```$");
    private static final Pattern INLINE = Pattern.compile("`([^`\n]+)`");
    private static final Pattern LINK = Pattern.compile("]\\(([^)\\s#]+)[^)]*\\)");

    private static final Pattern CONTINUED = Pattern.compile("\\\\\n\\s*");

    /** With settings of the environment before it. */
    private static final Pattern LAUNCHER = Pattern.compile("\\s*(?:[A-Z_]+=\\S+ )*\\./drolt((?:\\s.*)?)");

    static Document read(String name) throws IOException {
        String text = Files.readString(Repository.root().resolve(name));
        String prose = BLOCK.matcher(text).replaceAll("");
        return new Document(
                groups(INLINE, prose),
                groups(BLOCK, text),
                groups(LINK, prose).stream()
                        .filter(link -> !link.contains("://"))
                        .toList());
    }

    private static List<String> groups(Pattern pattern, String text) {
        List<String> groups = new ArrayList<>();
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            groups.add(matcher.group(1));
        }
        return groups;
    }

    /** Lines of code blocks that call the launcher, without redirections. */
    List<String> commands() {
        return arguments(blocks.stream()
                .flatMap(block -> CONTINUED.matcher(block).replaceAll(" ").lines()));
    }

    /** The same in prose, where a command may stand without what it requires. */
    List<String> mentions() {
        return arguments(inline.stream());
    }

    private static List<String> arguments(Stream<String> lines) {
        return lines.map(LAUNCHER::matcher)
                .filter(Matcher::matches)
                .map(line -> line.group(1).replaceFirst("\\s(?:[>|]|# ).*", "").strip())
                .toList();
    }

    /** The code of the blocks in Java. */
    List<String> javaCode() {
        return blocks.stream()
                .filter(block -> block.startsWith("java\n"))
                .map(block -> block.substring("java\n".length()))
                .toList();
    }
}

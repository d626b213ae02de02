package drolt.analysis;

import java.util.List;
import java.util.stream.IntStream;

/** What to call several arms together. */
final class ArmNames {
    private static final String BETWEEN_WORDS = "(?=[ ,])|(?<=[ ,])";
    private static final String GAP = " ... ";

    private ArmNames() {}

    /** The words with which all names begin and end, and dots between; where they share none, the first and the last. */
    static String common(List<String> names) {
        List<List<String>> words = names.stream()
                .map(name -> List.of(name.split(BETWEEN_WORDS, -1)))
                .toList();
        List<String> first = words.get(0);
        if (words.stream().allMatch(first::equals)) {
            return names.get(0);
        }
        int least = words.stream().mapToInt(List::size).min().orElse(0);
        int begin = (int) IntStream.range(0, least)
                .takeWhile(i -> words.stream().allMatch(one -> one.get(i).equals(first.get(i))))
                .count();
        int end = (int) IntStream.range(0, least - begin)
                .takeWhile(i -> words.stream().allMatch(one -> fromEnd(one, i).equals(fromEnd(first, i))))
                .count();
        String before = String.join("", first.subList(0, begin)).strip();
        String after =
                String.join("", first.subList(first.size() - end, first.size())).strip();
        return before.isEmpty() && after.isEmpty()
                ? names.get(0) + GAP + names.get(names.size() - 1)
                : (before + GAP + after).strip();
    }

    private static String fromEnd(List<String> words, int position) {
        return words.get(words.size() - 1 - position);
    }
}

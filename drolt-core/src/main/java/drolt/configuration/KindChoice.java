package drolt.configuration;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which record of a family a group of keys means.
 *
 * @param kind its name
 * @param record what it names
 * @param content the group without {@code kind}, and without the keys of a kind that an override replaced
 * @param base the default group whose keys apply where the user's group lacks them, null if it replaces the default
 */
record KindChoice(String kind, Class<?> record, Node.Mapping content, Node.@Nullable Mapping base) {
    /**
     * Decides which record is meant, by the group itself or by its default.
     *
     * @param declared the type of the component: a sealed interface, or one record of a family
     * @param given the user's group
     * @param standard the default of this component, null if it has none
     */
    static KindChoice of(
            Class<?> declared, Family family, Node.Mapping given, Node.@Nullable Mapping standard, Place place) {
        String standardKind =
                standard != null && standard.get(Family.KIND) instanceof Node.Scalar scalar ? scalar.text() : null;
        Node own = given.get(Family.KIND);
        String kind;
        if (own != null) {
            kind = text(own, family, place);
        } else if (standardKind != null) {
            kind = standardKind;
        } else if (declared.isRecord()) {
            kind = Family.kindOf(declared);
        } else {
            throw place.missing(
                    Family.KIND, "one of " + Quoting.list(family.kinds().keySet()));
        }
        Class<?> record = family.kinds().get(kind);
        if (record == null) {
            Place at = own == null ? place.ofDefault(Family.KIND) : place.of(Family.KIND, own);
            throw at.error(Quoting.quote(kind) + " is no kind of " + family.name()
                    + ClosestName.hint(kind, family.kinds().keySet()));
        }
        boolean altersStandard = kind.equals(standardKind) && (own == null || given.implicit());
        return new KindChoice(
                kind,
                record,
                withoutKeysOfReplacedKind(given, standardKind, family, record).without(Family.KIND),
                altersStandard && standard != null ? standard.without(Family.KIND) : null);
    }

    private static String text(Node own, Family family, Place place) {
        if (own instanceof Node.Scalar scalar && scalar.form() == Node.Form.TEXT) {
            return scalar.text();
        }
        throw place.of(Family.KIND, own)
                .error(own.description() + " must be one of "
                        + Quoting.list(family.kinds().keySet()));
    }

    /** Whoever changes a kind by an override does not want to delete the old kind's keys from the file first. */
    private static Node.Mapping withoutKeysOfReplacedKind(
            Node.Mapping given, @Nullable String standardKind, Family family, Class<?> chosen) {
        Node own = given.get(Family.KIND);
        Node.Scalar replaced = given.replacedKind();
        String oldKind = replaced == null ? standardKind : replaced.text();
        Class<?> old = oldKind == null ? null : family.kinds().get(oldKind);
        if (own == null || !own.origin().isOverride() || old == null) {
            return given;
        }
        List<String> oldKeys = ValueType.componentNames(old);
        List<String> newKeys = ValueType.componentNames(chosen);
        Node.Mapping kept = given;
        for (Map.Entry<String, Node> entry : given.entries().entrySet()) {
            String key = entry.getKey();
            boolean isLeftOver = oldKeys.contains(key) && !newKeys.contains(key);
            if (isLeftOver && !isOverridden(entry.getValue())) {
                kept = kept.without(key);
            }
        }
        return kept;
    }

    private static boolean isOverridden(Node node) {
        if (node instanceof Node.Mapping mapping) {
            return mapping.origin().isOverride()
                    || mapping.entries().values().stream().anyMatch(KindChoice::isOverridden);
        }
        if (node instanceof Node.Sequence list) {
            return list.origin().isOverride() || list.items().stream().anyMatch(KindChoice::isOverridden);
        }
        return node.origin().isOverride();
    }
}
